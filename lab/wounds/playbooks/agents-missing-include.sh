#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents
# kind: mind
# on: node
# says: a file of tasks that is included is not there
set -eu
rm "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/repository.yml"
