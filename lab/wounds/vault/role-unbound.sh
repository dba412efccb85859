#!/bin/sh
# of: vault.own-role
# red: vault.own-role
# kind: mind
# on: node
# says: let logins and tokens be used from anywhere
set -eu
bao write auth/approle/role/agents token_bound_cidrs="" secret_id_bound_cidrs="" >/dev/null
