#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: plain
# on: node
# says: the playbook no longer joins the overlay
set -eu
sed -i '/^- name: Join the overlay/,/^$/d' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
