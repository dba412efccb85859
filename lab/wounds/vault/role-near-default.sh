#!/bin/sh
# of: vault.own-role
# red:
# kind: near-miss
# on: node
# says: named the default policy and wrote the address without its length
set -eu
bao write auth/approle/role/agents token_policies=agents,default token_bound_cidrs="$NET.140" >/dev/null
