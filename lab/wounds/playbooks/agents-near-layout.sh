#!/bin/sh
# of: playbooks.agents
# red:
# kind: near-miss
# on: node
# says: spreads defaults and tasks over files that Ansible finds all the same
set -eu
cd "$LAB/services/playbooks/checkout/ansible"
mkdir roles/agents/defaults/main inventory/host_vars/agents
mv roles/agents/defaults/main.yml roles/agents/defaults/main/names.yml
mv inventory/host_vars/agents.yml inventory/host_vars/agents/main.yml
mv roles/ntfy_alert/tasks/main.yml roles/ntfy_alert/tasks/main.yaml
