#!/bin/sh
# of: container.exists
# red: container.exists
# kind: mind
# on: node
# says: took the token's rights away
set -eu
python3 - "$SERVICES/pve/access.json" <<'PY'
import json, sys
access = json.load(open(sys.argv[1]))
token = "audit@pve!adr023"
access["acl"] = [entry for entry in access["acl"] if entry["ugid"] != token]
json.dump(access, open(sys.argv[1], "w"), indent=1)
PY
