#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: mind
# on: node
# says: let agents read a name under any top path
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/+/proxmox" {
  capabilities = ["read"]
}
HCL
