#!/bin/sh
# of: daemon.restarts
# red: daemon.restarts alerts.reaches-failed
# kind: plain
# on: agents
# says: the unit is not restarted
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Restart=no' > /etc/systemd/system/claude-remote-control.service.d/90-restarts.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
