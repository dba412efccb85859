#!/bin/sh
# of: alerts.on-failure
# red:
# kind: near-miss
# on: agents
# says: the alert is named without an instance, which systemd takes for the unit's own
set -eu
sed -i 's/^OnFailure=.*/OnFailure=ntfy@.service/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
