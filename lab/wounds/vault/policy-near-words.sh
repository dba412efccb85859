#!/bin/sh
# of: vault.scoped-policy
# red:
# kind: near-miss
# on: node
# says: named dev/ in a comment, denied it, and narrowed a rule below the own path
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
# secret/data/dev/* stays with the editor host
path "secret/data/dev/*" {
  capabilities = ["deny"]
}

path "secret/data/agents/+/deploy" {
  capabilities = ["read"]
}
HCL
