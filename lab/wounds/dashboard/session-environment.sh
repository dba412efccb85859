#!/bin/sh
# of: dashboard.no-session-link
# red: dashboard.no-session-link
# kind: mind
# on: node
# says: added a second link, to one environment
set -eu
cd "$SERVICES/glance/config"
sed -i 's|^        - title: docs|        - title: ready\n          url: https://claude.ai/code?tab=1\&environment=env_01LabLabLabLabLab\n&|' bookmarks.yml
