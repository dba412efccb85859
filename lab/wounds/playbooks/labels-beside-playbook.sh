#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: put variables beside the playbooks, where they stand above the inventory's
set -eu
mkdir "$LAB/services/playbooks/checkout/ansible/playbooks/host_vars"
echo "alloy_job_name: dev" > "$LAB/services/playbooks/checkout/ansible/playbooks/host_vars/agents.yml"
