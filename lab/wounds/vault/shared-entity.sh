#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# kind: mind
# on: node
# says: gave both logins one identity
set -eu
entity=$(bao read -field=id identity/entity/name/agents)
accessor=$(bao auth list -format=json | sed -n 's/.*"accessor": "\(auth_approle[^"]*\)".*/\1/p')
name=$(cat "$SECRETS/vault-dev-lxc-role-id")
bao write identity/entity-alias name="$name" canonical_id="$entity" mount_accessor="$accessor" >/dev/null
