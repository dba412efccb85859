#!/bin/sh
# of: vault.bounded-token
# red: vault.bounded-token
# kind: plain
# on: node
# says: left the life of tokens to the system's default
set -eu
bao write auth/approle/role/agents token_ttl=0 token_max_ttl=0 >/dev/null
