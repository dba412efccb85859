#!/bin/sh
# of: signin.claude
# red: signin.claude daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# stays: signin.claude daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the sign-in expired, and the unit gave up at its next start
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.claude/.credentials.json"
held = json.load(open(path))
held["claudeAiOauth"]["expiresAt"] = 1_600_000_000_000
json.dump(held, open(path, "w"))
PY
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
