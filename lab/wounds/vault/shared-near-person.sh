#!/bin/sh
# of: vault.nothing-shared
# red:
# kind: near-miss
# on: node
# says: has a person with a login, an identity and a group of other policies
set -eu
bao auth list | grep -q "^userpass/" || bao auth enable userpass >/dev/null
bao write auth/userpass/users/samir token_policies=default,infra-read password="$(head -c 18 /dev/urandom | base64)" >/dev/null
person=$(bao write -field=id identity/entity name=samir policies=infra-read)
bao write identity/group name=people policies=infra-read member_entity_ids="$person" >/dev/null
