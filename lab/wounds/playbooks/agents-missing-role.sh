#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: a role that the playbook names is not there
set -eu
sed -i 's/    - role: alloy/    - role: alloy\n    - role: hardening/' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
