#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit
# stays: logs.per-unit
# kind: mind
# on: agents
# says: silenced the daemon, whose old lines are in Loki still
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nStandardOutput=null\n' > /etc/systemd/system/claude-remote-control.service.d/90-quiet.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 6
