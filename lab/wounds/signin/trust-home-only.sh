#!/bin/sh
# of: signin.trust
# red: signin.trust
# kind: mind
# on: agents
# says: only the home is trusted, which never counts
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held["projects"] = {"/home/agent": {"hasTrustDialogAccepted": True}}
json.dump(held, open(path, "w"))
PY
