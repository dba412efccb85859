#!/bin/sh
# of: playbooks.agents
# red:
# kind: near-miss
# on: node
# says: tasks are included where they were imported
set -eu
sed -i 's/import_tasks: user.yml/include_tasks: user.yml/' "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/main.yml"
