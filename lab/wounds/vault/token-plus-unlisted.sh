#!/bin/sh
# of: vault.scoped-token
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: opened another path by a rule that the server's own overview leaves out
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/+/infra/*" {
  capabilities = ["read", "list"]
}
HCL
