#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: has a task set dev's job name before the configuration is written
set -eu
sed -i 's/^- name: Lay down the configuration/- name: Say which job\n  ansible.builtin.set_fact:\n    alloy_job_name: dev\n\n&/' "$LAB/services/playbooks/checkout/ansible/roles/alloy/tasks/main.yml"
