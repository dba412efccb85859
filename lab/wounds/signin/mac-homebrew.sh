#!/bin/sh
# of: signin.not-from-mac
# red: signin.not-from-mac
# kind: mind
# on: agents
# says: the state says it was installed by Homebrew
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held["installMethod"] = "homebrew"
json.dump(held, open(path, "w"))
PY
