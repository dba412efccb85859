#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# stays: vault.nothing-shared
# kind: mind
# on: node
# says: gave a person's identity the agents policy
set -eu
bao write identity/entity name=lumbergh policies=agents >/dev/null
