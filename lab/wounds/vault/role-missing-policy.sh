#!/bin/sh
# of: vault.own-role
# red: vault.own-role vault.scoped-policy vault.scoped-token
# kind: mind
# on: node
# says: named a policy that does not exist
set -eu
bao write auth/approle/role/agents token_policies=agents-v2 >/dev/null
