#!/bin/sh
# of: deferred.no-link
# red: deferred.no-link
# kind: plain
# on: node
# says: linked the AoE dashboard ahead of its decision
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: Claude Code|        - title: AoE\n          url: https://aoe.eva-00.network/\n&|' bookmarks.yml
