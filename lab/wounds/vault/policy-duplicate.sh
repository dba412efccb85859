#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: wrote two stanzas for one path, the harmless one last
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/shared/*" {
  capabilities = ["read"]
}

path "secret/data/shared/*" {
  capabilities = ["list"]
}
HCL
