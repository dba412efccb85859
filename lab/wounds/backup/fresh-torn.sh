#!/bin/sh
# of: backup.fresh
# red: backup.fresh
# kind: mind
# on: node
# says: has a newest snapshot without its manifest
set -eu
python3 - "$SERVICES/pbs/datastores.json" <<'PY'
import json, sys
stores = json.load(open(sys.argv[1]))
here = stores["main"]["pve"]
own = [held for held in here if held["backup-id"] == "140"]
newest = max(own, key=lambda held: held["backup-time"])
newest["files"] = [file for file in newest["files"] if file["filename"] != "index.json.blob"]
json.dump(stores, open(sys.argv[1], "w"), indent=1)
PY
