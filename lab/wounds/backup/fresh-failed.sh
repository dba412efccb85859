#!/bin/sh
# of: backup.fresh
# red: backup.fresh
# kind: mind
# on: node
# says: has a newest snapshot that failed its verification
set -eu
python3 - "$SERVICES/pbs/datastores.json" <<'PY'
import json, sys
stores = json.load(open(sys.argv[1]))
here = stores["main"]["pve"]
own = [held for held in here if held["backup-id"] == "140"]
max(own, key=lambda held: held["backup-time"])["verification"] = {"state": "failed", "upid": "UPID:pbs:x"}
json.dump(stores, open(sys.argv[1], "w"), indent=1)
PY
