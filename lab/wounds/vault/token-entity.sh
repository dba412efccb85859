#!/bin/sh
# of: vault.scoped-token
# red: vault.own-role vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: mind
# on: node
# says: put a new policy on the identity, which the token does not list as its own
set -eu
bao policy write borrowed - >/dev/null <<'HCL'
path "secret/data/dev/*" {
  capabilities = ["read"]
}
HCL
bao write identity/entity/name/agents policies=borrowed >/dev/null
