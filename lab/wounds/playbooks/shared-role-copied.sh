#!/bin/sh
# of: playbooks.shared-role
# red: playbooks.shared-role
# kind: mind
# on: node
# says: a list of the same tools was copied into the role of agents
set -eu
printf "\n- name: Tools again\n  ansible.builtin.apt:\n    name: [git, tmux]\n" >> "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/main.yml"
