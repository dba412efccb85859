#!/bin/sh
# of: alerts.on-failure
# red: alerts.on-failure alerts.every-agent-unit
# kind: mind
# on: agents
# says: the alert is for a unit that does not exist
set -eu
sed -i 's/^OnFailure=.*/OnFailure=ntfy@claude-remote-contorl.service.service/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
