#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# stays: vault.nothing-shared
# kind: mind
# on: node
# says: gave a person's password login the agents policy
set -eu
bao auth list | grep -q "^userpass/" || bao auth enable userpass >/dev/null
bao write auth/userpass/users/milton token_policies=agents password="$(head -c 18 /dev/urandom | base64)" >/dev/null
