#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: lays a drop-in beside the right unit that runs it as root
set -eu
cat >> "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/daemon.yml" <<'Y'

- name: Run with more rights
  ansible.builtin.copy:
    dest: "/etc/systemd/system/{{ agents_unit }}.d/10-rights.conf"
    content: |
      [Service]
      User=root
Y
