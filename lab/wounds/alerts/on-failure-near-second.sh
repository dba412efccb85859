#!/bin/sh
# of: alerts.on-failure
# red:
# kind: near-miss
# on: agents
# says: a second unit is started beside the alert, which is named without its suffix
set -eu
sed -i 's/^OnFailure=.*/OnFailure=ntfy@%N.service rescue-me.service/' /etc/systemd/system/claude-remote-control.service
printf '[Service]\nType=oneshot\nExecStart=/bin/true\n' > /etc/systemd/system/rescue-me.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
