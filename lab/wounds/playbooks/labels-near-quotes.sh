#!/bin/sh
# of: playbooks.labels
# red:
# kind: near-miss
# on: node
# says: the job name is written in quotes
set -eu
sed -i 's/^alloy_job_name: .*/alloy_job_name: "agents"/' "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
