#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: takes the unit from boot with a command, not with a module
set -eu
printf -- '\n- name: Not now\n  ansible.builtin.command: systemctl disable --now claude-remote-control.service\n  changed_when: true\n' >> "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/daemon.yml"
