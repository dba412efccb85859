#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: hands dev's job name to the one task that writes the configuration
set -eu
sed -i 's/^  notify: Reload Alloy/  vars:\n    alloy_job_name: dev\n&/' "$LAB/services/playbooks/checkout/ansible/roles/alloy/tasks/main.yml"
