#!/bin/sh
# of: logs.per-unit
# red:
# kind: near-miss
# on: node
# says: has heard nothing of the daemon for eleven days
set -eu
python3 - "$SERVICES/loki/lines.jsonl" <<'PYTHON'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
for row in rows:
    if row[0].get("unit", "").startswith("claude-remote-control"):
        row[1] -= 11 * 86400 * 10**9
open(sys.argv[1], "w").writelines(json.dumps(row) + "\n" for row in rows)
PYTHON
