#!/bin/sh
# of: daemon.calm
# red: daemon.calm
# kind: mind
# on: agents
# says: the unit ends what runs every hour, and with it every open session
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nRuntimeMaxSec=1h\n' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
