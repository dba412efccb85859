#!/bin/sh
# of: dashboard.no-session-link
# red: dashboard.no-session-link
# kind: mind
# on: node
# says: bookmarked an environment whose number stands in the path
set -eu
cd "$SERVICES/glance/config"
sed -i "s|^        - title: Jellyfin|        - title: Today\n          url: https://claude.ai/code/env_01LabLabLabLab\n&|" bookmarks.yml
