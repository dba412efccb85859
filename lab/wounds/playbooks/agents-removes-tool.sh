#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: has the programs of the agents removed
set -eu
cat > "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/programs.yml" <<'Y'
---
- name: Remove the agents' programs
  ansible.builtin.package:
    name: "{{ item.name }}"
    state: absent
  loop: "{{ agents_clis }}"
Y
