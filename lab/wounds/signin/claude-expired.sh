#!/bin/sh
# of: signin.claude
# red: signin.claude
# kind: plain
# on: agents
# says: the sign-in expired and nobody renewed it
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude/.credentials.json"
held = json.load(open(path))
held["claudeAiOauth"]["expiresAt"] = 1_600_000_000_000
json.dump(held, open(path, "w"))
PY
