#!/bin/sh
# of: backup.no-backrest-history
# red: backup.no-backrest-history
# kind: mind
# on: node
# says: once had all homes backed up, the agents' among them
set -eu
python3 - "$SERVICES/backrest/snapshots.json" <<'PY'
import json, sys, time
held = json.load(open(sys.argv[1]))
taken = {"unixTimeMs": str(int(time.time() - 86400 * 40) * 1000), "hostname": "cajita-elite", "username": "root", "tags": ["plan:homes", "created-by:cajita-elite"]}
held["nas"].append({**taken, "id": "facade" * 8, "paths": ["/home"], "files": ["/home/milton/notes", "/home/agent/.codex/auth.json"]})
json.dump(held, open(sys.argv[1], "w"), indent=2)
PY
