#!/bin/sh
# of: signin.not-iac
# red: signin.not-iac
# kind: mind
# on: node
# says: a variable holds the credential in base64
set -eu
printf 'agents_signin: %s\n' "$(printf '{"claudeAiOauth": {"refreshToken": "not-a-real-token-000000"}}' | base64 -w0)" >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
