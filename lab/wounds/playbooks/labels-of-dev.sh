#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: plain
# on: node
# says: the job name was copied from dev
set -eu
sed -i 's/^alloy_job_name: .*/alloy_job_name: dev/' "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
