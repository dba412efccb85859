#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# kind: mind
# on: node
# says: made a third role with the agents policy
set -eu
bao write auth/approle/role/ci token_policies=agents >/dev/null
