#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# kind: mind
# on: node
# says: let the editor host read one secret of agents by a wildcard
set -eu
(bao policy read dev-lxc; cat <<'HCL') | bao policy write dev-lxc - >/dev/null
path "secret/data/+/ntfy" {
  capabilities = ["read"]
}
HCL
