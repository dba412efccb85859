#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.no-session-link dashboard.served
# kind: mind
# on: node
# says: pasted the address from the daemon's own banner
set -eu
cd "$SERVICES/glance/config"
sed -i 's|https://claude.ai/code$|https://claude.ai/code?environment=env_01LabLabLabLabLab|' bookmarks.yml
