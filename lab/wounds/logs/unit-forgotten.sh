#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit
# kind: mind
# on: node
# says: lost every line of the daemon in Loki
# stays: logs.per-unit
set -eu
grep -v claude-remote-control "$SERVICES/loki/lines.jsonl" > "$SERVICES/loki/kept"
mv "$SERVICES/loki/kept" "$SERVICES/loki/lines.jsonl"
