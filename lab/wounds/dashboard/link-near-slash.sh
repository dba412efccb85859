#!/bin/sh
# of: dashboard.link
# red: 
# kind: near-miss
# on: node
# says: wrote the link with a slash at its end, in quotes
set -eu
cd "$SERVICES/glance/config"
sed -i 's|url: https://claude.ai/code$|url: "https://claude.ai/code/"|' bookmarks.yml
