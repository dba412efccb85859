#!/bin/sh
# of: dashboard.link
# red: dashboard.link dashboard.served
# stays: dashboard.link dashboard.served
# kind: mind
# on: node
# says: put a second link into a widget of plain HTML
set -eu
cat >> "$SERVICES/glance/config/monitor.yml" <<'Y'
- type: html
  source: |
    <p><a href="https://claude.ai/code">Claude</a></p>
Y
