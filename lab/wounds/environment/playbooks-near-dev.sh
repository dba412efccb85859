#!/bin/sh
# of: environment.playbooks
# red:
# kind: near-miss
# on: node
# says: only dev would get one
set -eu
printf 'dev_environment: {DISABLE_TELEMETRY: "1"}\n# ANTHROPIC_API_KEY: never\n' >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/dev.yml"
printf '# never set ANTHROPIC_API_KEY: it breaks Remote Control\n' >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
