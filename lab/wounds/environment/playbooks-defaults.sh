#!/bin/sh
# of: environment.playbooks
# red: environment.playbooks
# kind: mind
# on: node
# says: a default of a role would set one
set -eu
printf 'agents_more: ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1"]\n' >> "$LAB/services/playbooks/checkout/ansible/roles/agents/defaults/main.yml"
