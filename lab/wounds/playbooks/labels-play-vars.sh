#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: sets dev's job name in the play, above the right one of the inventory
set -eu
sed -i '/^- name: Set up the agents host/a\  vars:\n    alloy_job_name: dev' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
