#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: mind
# on: node
# says: left the link as a comment only
set -eu
cd "$SERVICES/glance/config"
sed -i '/title: Claude Code/,+1s|^        |        # |' bookmarks.yml
