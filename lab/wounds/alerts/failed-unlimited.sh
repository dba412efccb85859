#!/bin/sh
# of: alerts.reaches-failed
# red: alerts.reaches-failed daemon.restarts
# kind: mind
# on: agents
# says: restarted always, without a limit: a crash loop that no alert tells of
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestart=always\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
