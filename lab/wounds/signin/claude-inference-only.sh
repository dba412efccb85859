#!/bin/sh
# of: signin.claude
# red: signin.claude
# kind: mind
# on: agents
# says: signed in with a token that may only infer
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude/.credentials.json"
held = json.load(open(path))
held["claudeAiOauth"]["scopes"] = ["user:inference"]
json.dump(held, open(path, "w"))
PY
