#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: rewrote the policy as JSON, with the infrastructure in it
set -eu
bao policy write agents - >/dev/null <<'JSON'
{"path": {
  "secret/data/agents/*": {"capabilities": ["read"]},
  "secret/metadata/agents/*": {"capabilities": ["read", "list"]},
  "secret/data/infra/*": {"capabilities": ["read"]}
}}
JSON
