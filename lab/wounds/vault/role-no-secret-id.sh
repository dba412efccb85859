#!/bin/sh
# of: vault.own-role
# red: vault.own-role
# kind: mind
# on: node
# says: let the role id alone log in
set -eu
bao write auth/approle/role/agents bind_secret_id=false >/dev/null
