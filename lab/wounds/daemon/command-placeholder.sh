#!/bin/sh
# of: daemon.command
# red: daemon.command daemon.alive
# kind: mind
# on: agents
# says: a placeholder sleeps where the program should be
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/bin/sleep infinity' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
