#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: lays the unit down and keeps it from starting at boot
set -eu
sed -i 's/enabled: true/enabled: false/' "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/daemon.yml"
