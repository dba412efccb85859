#!/bin/sh
# of: container.own-volumes
# red: container.own-volumes container.exists isolation.dev-side
# kind: mind
# on: node
# says: took away the token's right to see the dev host
set -eu
python3 - "$SERVICES/pve/access.json" <<'PY'
import json, sys
access = json.load(open(sys.argv[1]))
token = "audit@pve!adr023"
access["acl"].append({"path": "/vms/131", "ugid": token, "roleid": "NoAccess", "type": "token", "propagate": 1})
json.dump(access, open(sys.argv[1], "w"), indent=1)
PY
