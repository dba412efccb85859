#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: has the overlay joined only when somebody asks for it by a tag
set -eu
sed -i '/^- name: Join the overlay/a\  tags: [never]' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
