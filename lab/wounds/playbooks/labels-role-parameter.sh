#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: hands dev's job name to the role of the shipper
set -eu
sed -i 's/^    - role: alloy$/    - role: alloy\n      alloy_job_name: dev/' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
