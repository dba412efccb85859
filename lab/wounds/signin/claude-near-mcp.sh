#!/bin/sh
# of: signin.claude
# red:
# kind: near-miss
# on: agents
# says: the credential file also holds sign-ins of tools
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude/.credentials.json"
held = json.load(open(path))
held["mcpOAuth"] = {"grafana": {"serverName": "grafana"}}
json.dump(held, open(path, "w"))
PY
