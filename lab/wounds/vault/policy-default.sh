#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: opened the infrastructure to the default policy, which every token has
# stays: vault.scoped-policy vault.scoped-token
set -eu
(bao policy read default; cat <<'HCL') | bao policy write default - >/dev/null
path "secret/data/infra/*" {
  capabilities = ["read"]
}
HCL
