#!/bin/sh
# of: dashboard.served
# red: dashboard.served dashboard.link dashboard.no-session-link deferred.no-link
# stays: dashboard.served dashboard.link dashboard.no-session-link deferred.no-link
# kind: mind
# on: node
# says: put the link back with a file that Glance cannot load, so the old page stayed
set -eu
cd "$SERVICES/glance/config"
cp bookmarks.yml /tmp/bookmarks.$$
sed -i '/title: Claude Code/,+1d' bookmarks.yml
curl -fsS -o /dev/null "http://$GATEWAY:8080/api/pages/home/content/"
sed 's|url: https://docs|url https://docs|' /tmp/bookmarks.$$ > bookmarks.yml
rm -f /tmp/bookmarks.$$
