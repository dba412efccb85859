#!/bin/sh
# of: alerts.reaches-failed
# red: alerts.reaches-failed
# kind: plain
# on: agents
# says: tries come so slowly that the limit is never reached
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitIntervalSec=10\nStartLimitBurst=5\n[Service]\nRestartSec=10\n' > /etc/systemd/system/claude-remote-control.service.d/90-slow.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
