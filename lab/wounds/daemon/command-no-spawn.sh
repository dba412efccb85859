#!/bin/sh
# of: daemon.command
# red: daemon.command
# kind: plain
# on: agents
# says: a drop-in starts the program without a spawn mode
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/usr/local/bin/claude remote-control --name ready' > /etc/systemd/system/claude-remote-control.service.d/90-spawn.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
