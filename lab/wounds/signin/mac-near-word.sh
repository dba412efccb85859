#!/bin/sh
# of: signin.not-from-mac
# red:
# kind: near-miss
# on: agents
# says: a project is merely called Users
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held.setdefault("projects", {})["/home/agent/Users/x"] = {"history": ["notes on macos"]}
json.dump(held, open(path, "w"))
PY
