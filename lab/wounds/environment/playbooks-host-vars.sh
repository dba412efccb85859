#!/bin/sh
# of: environment.playbooks
# red: environment.playbooks
# kind: plain
# on: node
# says: a host variable would set one
set -eu
printf 'agents_environment:\n  ANTHROPIC_API_KEY: "{{ vault_key }}"\n' >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
