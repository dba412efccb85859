#!/bin/sh
# of: alerts.reaches-failed
# red:
# kind: near-miss
# on: agents
# says: other numbers that reach the limit, and the status of an ordered stop
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitIntervalSec=15min\nStartLimitBurst=10\n[Service]\nRestartSec=20s\nSuccessExitStatus=143 SIGTERM\n' > /etc/systemd/system/claude-remote-control.service.d/90-failed-numbers.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
