#!/bin/sh
# of: deferred.no-link
# red: deferred.no-link
# kind: mind
# on: node
# says: shows the AoE dashboard in a frame
set -eu
cat >> "$SERVICES/glance/config/monitor.yml" <<'Y'
- type: iframe
  source: https://aoe.eva-00.network/
Y
