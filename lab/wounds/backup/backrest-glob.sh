#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: backed up dot directories of every home by a pattern
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"].insert(1, {"id": "dots", "repo": "b2", "schedule": {"cron": "0 4 * * *"}, "retention": {"policyKeepLastN": 30}, "paths": ["/home/*/.c*"]})
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
