#!/bin/sh
# of: environment.settings
# red: environment.settings
# stays: environment.settings
# kind: mind
# on: agents
# says: the command brings settings of its own
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
cat > /etc/systemd/system/claude-remote-control.service.d/90-settings.conf <<'CONF'
[Service]
ExecStart=
ExecStart=/usr/local/bin/claude remote-control --name ready --spawn=worktree --settings '{"env":{"DISABLE_TELEMETRY":"1"}}'
CONF
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
