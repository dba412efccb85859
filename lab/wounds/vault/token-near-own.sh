#!/bin/sh
# of: vault.scoped-token
# red:
# kind: near-miss
# on: node
# says: added secrets below the agents path
set -eu
bao kv put -mount=secret agents/deploy/key value=1 >/dev/null
