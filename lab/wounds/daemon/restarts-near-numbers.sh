#!/bin/sh
# of: daemon.restarts
# red:
# kind: near-miss
# on: agents
# says: other numbers that still end
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitIntervalSec=10min\nStartLimitBurst=10\n' > /etc/systemd/system/claude-remote-control.service.d/90-restart-numbers.conf
systemctl daemon-reload
