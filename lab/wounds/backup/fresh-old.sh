#!/bin/sh
# of: backup.fresh
# red: backup.fresh
# kind: plain
# on: node
# says: has had no snapshot for days
set -eu
python3 - "$SERVICES/pbs/datastores.json" <<'PY'
import json, sys
stores = json.load(open(sys.argv[1]))
here = stores["main"]["pve"]
own = [held for held in here if held["backup-id"] == "140"]
for held in own: held["backup-time"] -= 4 * 86400
json.dump(stores, open(sys.argv[1], "w"), indent=1)
PY
