#!/bin/sh
# of: deferred.no-link
# red: 
# kind: near-miss
# on: node
# says: linked the documentation of AoE
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: Jellyfin|        - title: AoE manual\n          url: https://aoe.example.org/agents\n&|' bookmarks.yml
