#!/bin/sh
# of: alerts.reaches-failed
# red: alerts.reaches-failed
# kind: mind
# on: agents
# says: a dash before the program makes systemd ignore that it fails
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nExecStart=\nExecStart=-/usr/local/bin/claude remote-control --name ready --spawn=worktree\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
