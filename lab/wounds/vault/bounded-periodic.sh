#!/bin/sh
# of: vault.bounded-token
# red: vault.bounded-token
# kind: mind
# on: node
# says: made tokens that renew without end
set -eu
bao write auth/approle/role/agents token_period=1h >/dev/null
