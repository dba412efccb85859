#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# kind: mind
# on: node
# says: gave the editor host's role the agents policy
set -eu
bao write auth/approle/role/dev-lxc token_policies=dev-lxc,agents >/dev/null
