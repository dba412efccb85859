#!/bin/sh
# of: alerts.fire-drill
# red: alerts.fire-drill
# kind: mind
# on: node
# says: ntfy is down, so that nobody would hear of anything
set -eu
echo down > "$SERVICES/ntfy/mode"
