#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# stays: vault.nothing-shared
# kind: mind
# on: node
# says: gave the identity of agents a second login, of a person
set -eu
bao auth list | grep -q "^userpass/" || bao auth enable userpass >/dev/null
bao write auth/userpass/users/milton password="$(head -c 18 /dev/urandom | base64)" >/dev/null
entity=$(bao read -field=id identity/entity/name/agents)
accessor=$(bao auth list -format=json | sed -n 's/.*"accessor": "\(auth_userpass[^"]*\)".*/\1/p')
bao write identity/entity-alias name=milton canonical_id="$entity" mount_accessor="$accessor" >/dev/null
