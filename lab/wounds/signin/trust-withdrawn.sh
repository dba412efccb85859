#!/bin/sh
# of: signin.trust
# red: signin.trust
# kind: plain
# on: agents
# says: the trust in the clone was withdrawn
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held["projects"]["/home/agent/ready"]["hasTrustDialogAccepted"] = False
json.dump(held, open(path, "w"))
PY
