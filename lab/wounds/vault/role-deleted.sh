#!/bin/sh
# of: vault.own-role
# red: vault.own-role vault.scoped-policy vault.scoped-token vault.nothing-shared vault.bounded-token
# kind: mind
# on: node
# says: deleted the agents role
# stays: vault.scoped-token
set -eu
bao delete auth/approle/role/agents >/dev/null
