#!/bin/sh
# of: alerts.on-failure
# red: alerts.on-failure alerts.every-agent-unit
# kind: mind
# on: agents
# says: a failure starts something that tells nobody
set -eu
sed -i 's/^OnFailure=.*/OnFailure=rescue-me.service/' /etc/systemd/system/claude-remote-control.service
printf '[Service]\nType=oneshot\nExecStart=/bin/true\n' > /etc/systemd/system/rescue-me.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
