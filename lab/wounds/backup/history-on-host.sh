#!/bin/sh
# of: backup.no-backrest-history
# red: backup.no-backrest-history
# kind: mind
# on: node
# says: once ran restic on agents itself, into the same repository
set -eu
python3 - "$SERVICES/backrest/snapshots.json" <<'PY'
import json, sys, time
held = json.load(open(sys.argv[1]))
taken = {"unixTimeMs": str(int(time.time() - 86400 * 40) * 1000), "hostname": "cajita-elite", "username": "root", "tags": ["plan:homes", "created-by:cajita-elite"]}
held["b2"].append({**taken, "id": "decade" * 8, "hostname": "agents", "tags": [], "paths": ["/home/agent/.codex"], "files": ["/home/agent/.codex/auth.json"]})
json.dump(held, open(sys.argv[1], "w"), indent=2)
PY
