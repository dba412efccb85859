#!/bin/sh
# of: signin.claude
# red: signin.claude daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# stays: signin.claude daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the unit moves the configuration directory to one with an expired sign-in
set -eu
cp -a /home/agent/.claude /home/agent/.claude-work
mv /home/agent/.claude.json /home/agent/.claude-work/
rm -r /home/agent/.claude
python3 - <<'PY'
import json
path = "/home/agent/.claude-work/.credentials.json"
held = json.load(open(path))
held["claudeAiOauth"]["expiresAt"] = 1_600_000_000_000
json.dump(held, open(path, "w"))
PY
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=CLAUDE_CONFIG_DIR=/home/agent/.claude-work\n' > /etc/systemd/system/claude-remote-control.service.d/90-moved.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
