#!/bin/sh
# of: daemon.alive
# red: daemon.alive signin.trust
# stays: daemon.alive
# kind: mind
# on: agents
# says: the daemon waits at a prompt that nobody sees
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude.json"
held = json.load(open(path))
del held["remoteDialogSeen"]
json.dump(held, open(path, "w"), indent=2)
PY
systemctl restart claude-remote-control.service
sleep 3
