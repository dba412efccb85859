#!/bin/sh
# of: signin.claude
# red: signin.claude
# kind: mind
# on: agents
# says: the refresh token is missing
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude/.credentials.json"
held = json.load(open(path))
del held["claudeAiOauth"]["refreshToken"]
json.dump(held, open(path, "w"))
PY
