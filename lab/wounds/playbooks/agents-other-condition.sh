#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: clones the repository on dev alone, by a condition that no run on agents fulfils
set -eu
sed -i "s/import_tasks: repository.yml/&\n  when: inventory_hostname == 'dev'/" "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/main.yml"
