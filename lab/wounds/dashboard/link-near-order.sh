#!/bin/sh
# of: dashboard.link
# red: 
# kind: near-miss
# on: node
# says: put the link first in its group, and the group into a file of its own
set -eu
cd "$SERVICES/glance/config"
sed -i '/title: Claude Code/,+1d' bookmarks.yml
sed -i 's|^        - title: git|        - title: Claude Code\n          url: https://claude.ai/code\n&|' bookmarks.yml
mv bookmarks.yml links.yml
printf '$include: links.yml\n' > bookmarks.yml
