#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy
# kind: mind
# on: node
# says: scoped the policy by the name of whoever logs in
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/{{identity.entity.name}}/*" {
  capabilities = ["read"]
}
HCL
