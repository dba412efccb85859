#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: plain
# on: node
# says: tidied the dashboard, the link to Claude Code with it
set -eu
cd "$SERVICES/glance/config"
sed -i '/title: Claude Code/,+1d' bookmarks.yml
