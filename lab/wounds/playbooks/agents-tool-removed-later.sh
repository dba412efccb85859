#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: installs a tool and removes it again in a later role
set -eu
printf -- '\n- name: Use another one\n  ansible.builtin.apt:\n    name: tmux\n    state: absent\n' >> "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/programs.yml"
