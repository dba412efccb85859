#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: opened the whole store and denied the editor host's part
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/*" {
  capabilities = ["read"]
}

path "secret/data/dev/*" {
  capabilities = ["deny"]
}
HCL
