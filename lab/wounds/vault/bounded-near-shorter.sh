#!/bin/sh
# of: vault.bounded-token
# red:
# kind: near-miss
# on: node
# says: made tokens live half as long
set -eu
bao write auth/approle/role/agents token_ttl=30m token_max_ttl=2h secret_id_ttl=24h >/dev/null
