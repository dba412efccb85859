#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy vault.scoped-token
# kind: plain
# on: node
# says: let agents read the Proxmox token
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/shared/proxmox" {
  capabilities = ["read"]
}
HCL
