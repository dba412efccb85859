#!/bin/sh
# of: playbooks.agents
# red:
# kind: near-miss
# on: node
# says: asks a fact of the host before it clones, and names a switch that is on
set -eu
sed -i "s/import_tasks: repository.yml/&\n  when:\n    - ansible_os_family == 'Debian'\n    - agents_clone_it | default(true) | bool/" "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/main.yml"
