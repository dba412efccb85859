#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: edits a line of the right unit after it was laid down
set -eu
cat >> "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/daemon.yml" <<'Y'

- name: Do not harden it
  ansible.builtin.lineinfile:
    path: "/etc/systemd/system/{{ agents_unit }}"
    regexp: "^NoNewPrivileges="
    line: "NoNewPrivileges=no"
Y
