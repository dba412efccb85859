#!/bin/sh
# of: environment.playbooks
# red: environment.playbooks
# kind: mind
# on: node
# says: a group variable would set one
set -eu
printf 'shell_environment: {DISABLE_TELEMETRY: "0"}\n' >> "$LAB/services/playbooks/checkout/ansible/inventory/group_vars/all.yml"
