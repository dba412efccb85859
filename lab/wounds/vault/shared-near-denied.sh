#!/bin/sh
# of: vault.nothing-shared
# red:
# kind: near-miss
# on: node
# says: opened the store to the editor host but denied it the agents path
set -eu
(bao policy read dev-lxc; cat <<'HCL') | bao policy write dev-lxc - >/dev/null
path "secret/data/*" {
  capabilities = ["read"]
}

path "secret/data/agents/*" {
  capabilities = ["deny"]
}

path "secret/data/agents" {
  capabilities = ["deny"]
}
HCL
