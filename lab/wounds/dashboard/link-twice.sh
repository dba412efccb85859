#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: mind
# on: node
# says: added the link a second time, with a slash, to another group
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: Jellyfin|        - title: Claude\n          url: https://claude.ai/code/\n&|' bookmarks.yml
