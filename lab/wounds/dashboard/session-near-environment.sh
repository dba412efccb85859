#!/bin/sh
# of: dashboard.no-session-link
# red: 
# kind: near-miss
# on: node
# says: bookmarked a Grafana board of one environment, and notes on sessions
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: Jellyfin|        - title: Board\n          url: https://grafana.eva-00.network/d/x?environment=production\n        - title: Notes\n          url: https://docs.eva-00.network/session_notes\n&|' bookmarks.yml
