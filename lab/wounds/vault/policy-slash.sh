#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: mind
# on: node
# says: let agents read a secret of the editor host by a path with a slash before it
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "/secret/data/dev/code-server" {
  capabilities = ["read"]
}
HCL
