#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# kind: mind
# on: node
# says: wrote the link without TLS
set -eu
cd "$SERVICES/glance/config"
sed -i 's|https://claude.ai/code$|http://claude.ai/code|' bookmarks.yml
