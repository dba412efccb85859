#!/bin/sh
# of: backup.fresh
# red: 
# kind: near-miss
# on: node
# says: never verified a snapshot
set -eu
python3 - "$SERVICES/pbs/datastores.json" <<'PY'
import json, sys
stores = json.load(open(sys.argv[1]))
here = stores["main"]["pve"]
own = [held for held in here if held["backup-id"] == "140"]
for held in own: held.pop("verification", None)
json.dump(stores, open(sys.argv[1], "w"), indent=1)
PY
