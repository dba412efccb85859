#!/bin/sh
# of: vault.own-role
# red: vault.own-role vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: mind
# on: node
# says: put the editor host's policy on the identity of agents
set -eu
bao write identity/entity/name/agents policies=dev-lxc >/dev/null
