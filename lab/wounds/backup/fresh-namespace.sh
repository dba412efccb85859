#!/bin/sh
# of: backup.fresh
# red: backup.fresh
# kind: mind
# on: node
# says: writes its snapshots into another namespace
set -eu
python3 - "$SERVICES/pbs/datastores.json" <<'PY'
import json, sys
stores = json.load(open(sys.argv[1]))
here = stores["main"]["pve"]
own = [held for held in here if held["backup-id"] == "140"]
stores["main"]["old"] = own
stores["main"]["pve"] = [held for held in here if held not in own]
json.dump(stores, open(sys.argv[1], "w"), indent=1)
PY
