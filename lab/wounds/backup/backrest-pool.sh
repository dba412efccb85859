#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: backed up every container of a pool by a pattern
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"].insert(1, {"id": "pool", "repo": "b2", "schedule": {"cron": "0 4 * * *"}, "retention": {"policyKeepLastN": 30}, "paths": ["/rpool/data/subvol-1[34]*"]})
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
