#!/bin/sh
# of: dashboard.served
# red: dashboard.served
# kind: plain
# on: node
# says: put the link back while Glance's watch on its files was lost
set -eu
cd "$SERVICES/glance/config"
curl -fsS -o /dev/null "http://$GATEWAY:8080/api/pages/home/content/"
cp bookmarks.yml /tmp/bookmarks.$$
sed -i '/title: Claude Code/,+1d' bookmarks.yml
curl -fsS -o /dev/null "http://$GATEWAY:8080/api/pages/home/content/"
touch -r bookmarks.yml /tmp/time.$$
cat /tmp/bookmarks.$$ > bookmarks.yml
touch -r /tmp/time.$$ bookmarks.yml
rm -f /tmp/bookmarks.$$ /tmp/time.$$
