#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents playbooks.shared-role playbooks.unit playbooks.labels environment.playbooks
# kind: mind
# on: node
# says: the playbook is no YAML any more
set -eu
printf "  - broken: [\n" >> "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
