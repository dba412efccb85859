#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: let agents list the logins and change policies
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "sys/policies/acl/*" {
  capabilities = ["read", "update"]
}

path "auth/approle/role" {
  capabilities = ["list"]
}

path "identity/entity/id" {
  capabilities = ["list"]
}
HCL
