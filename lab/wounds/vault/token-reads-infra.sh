#!/bin/sh
# of: vault.scoped-token
# red: vault.scoped-policy vault.scoped-token
# kind: plain
# on: node
# says: let agents read what Caddy uses
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/infra/*" {
  capabilities = ["read"]
}
HCL
