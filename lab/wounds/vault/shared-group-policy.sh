#!/bin/sh
# of: vault.nothing-shared
# red: vault.nothing-shared
# stays: vault.nothing-shared
# kind: mind
# on: node
# says: gave the agents policy to a group that a person is in
set -eu
person=$(bao write -field=id identity/entity name=bolton)
bao write identity/group name=helpers policies=agents member_entity_ids="$person" >/dev/null
