#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy
# kind: mind
# on: node
# says: let agents change what they should only read
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/agents/*" {
  capabilities = ["read", "update"]
}
HCL
