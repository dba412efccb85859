#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: mind
# on: node
# says: moved the link to the group of media
set -eu
cd "$SERVICES/glance/config"
sed -i '/title: Claude Code/,+1d' bookmarks.yml
sed -i 's|^        - title: Jellyfin|        - title: Claude Code\n          url: https://claude.ai/code\n&|' bookmarks.yml
