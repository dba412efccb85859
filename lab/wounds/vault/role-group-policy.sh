#!/bin/sh
# of: vault.own-role
# red: vault.own-role vault.scoped-policy vault.scoped-token vault.nothing-shared
# kind: mind
# on: node
# says: made agents a member of a group that carries the editor host's policy
set -eu
entity=$(bao read -field=id identity/entity/name/agents)
bao write identity/group name=editors policies=dev-lxc member_entity_ids="$entity" >/dev/null
