#!/bin/sh
# of: signin.not-from-mac
# red: signin.not-from-mac
# kind: plain
# on: agents
# says: ~/.claude.json was copied from the Mac
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
held.setdefault("projects", {})["/Users/milton/git/ready"] = {"hasTrustDialogAccepted": True}
json.dump(held, open(path, "w"))
PY
