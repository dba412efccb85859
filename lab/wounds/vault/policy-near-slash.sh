#!/bin/sh
# of: vault.scoped-policy
# red:
# kind: near-miss
# on: node
# says: wrote a path with a slash before it, which the server takes away
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "/secret/data/agents/deploy/*" {
  capabilities = ["read"]
}
HCL
