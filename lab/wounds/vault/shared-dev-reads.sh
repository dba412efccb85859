#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# kind: plain
# on: node
# says: let the editor host read the secrets of agents
set -eu
(bao policy read dev-lxc; cat <<'HCL') | bao policy write dev-lxc - >/dev/null
path "secret/data/agents/*" {
  capabilities = ["read"]
}
HCL
