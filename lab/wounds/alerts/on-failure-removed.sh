#!/bin/sh
# of: alerts.on-failure
# red: alerts.on-failure alerts.every-agent-unit
# kind: plain
# on: agents
# says: the unit lost its alert
set -eu
sed -i '/^OnFailure=/d' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
