#!/bin/sh
# of: vault.own-role
# red: vault.own-role vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: plain
# on: node
# says: gave the agents role the editor host's policy as well
set -eu
bao write auth/approle/role/agents token_policies=agents,dev-lxc >/dev/null
