#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: left a plan for the Codex sign-in behind, switched off
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"].insert(1, {"id": "agents-codex", "repo": "b2", "schedule": {"disabled": True}, "retention": {"policyKeepLastN": 30}, "paths": ["/home/agent/.codex"]})
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
