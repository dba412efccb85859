#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: AoE is no longer installed
set -eu
sed -i '/- name: aoe/d' "$LAB/services/playbooks/checkout/ansible/roles/agents/defaults/main.yml"
