#!/bin/sh
# of: daemon.calm
# red:
# kind: near-miss
# on: agents
# says: the unit is begun anew once in a week, on purpose
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nRuntimeMaxSec=1w\n' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
