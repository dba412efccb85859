#!/bin/sh
# of: signin.trust
# red: signin.trust
# kind: mind
# on: agents
# says: the clone is known, but nobody answered its prompt
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held["projects"]["/home/agent/ready"].pop("hasTrustDialogAccepted")
json.dump(held, open(path, "w"))
PY
