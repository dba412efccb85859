#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: writes another template over the right one
set -eu
cd "$LAB/services/playbooks/checkout/ansible/roles/agents"
sed '/^OnFailure=/d' templates/claude-remote-control.service.j2 > templates/simple.service.j2
cat >> tasks/daemon.yml <<'Y'

- name: Lay down the simple unit
  ansible.builtin.template:
    src: simple.service.j2
    dest: "/etc/systemd/system/{{ agents_unit }}"
Y
