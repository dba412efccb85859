#!/bin/sh
# of: vault.bounded-token
# red: vault.bounded-token
# kind: mind
# on: node
# says: let secret ids live for ever
set -eu
bao write auth/approle/role/agents secret_id_ttl=0 >/dev/null
