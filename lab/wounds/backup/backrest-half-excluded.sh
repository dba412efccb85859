#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: left out one of the two credential directories
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"].insert(1, {"id": "homes", "repo": "b2", "schedule": {"cron": "0 4 * * *"}, "retention": {"policyKeepLastN": 30}, "paths": ["/home"], "excludes": [".claude"]})
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
