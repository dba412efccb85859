#!/bin/sh
# of: signin.trust
# red: signin.trust
# kind: mind
# on: agents
# says: nobody consented to Remote Control
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held["remoteDialogSeen"] = False
json.dump(held, open(path, "w"))
PY
