#!/bin/sh
# of: dashboard.no-session-link
# red: dashboard.no-session-link
# kind: plain
# on: node
# says: bookmarked the session of the day
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: Jellyfin|        - title: The long refactoring\n          url: https://claude.ai/code/session_01LabLabLabLabLab\n&|' bookmarks.yml
