#!/bin/sh
# of: daemon.restarts
# red: daemon.restarts alerts.reaches-failed
# kind: mind
# on: agents
# says: the start limit is switched off
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitIntervalSec=0\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf
systemctl daemon-reload
