#!/bin/sh
# of: daemon.command
# red: daemon.command
# kind: mind
# on: agents
# says: the session has another name
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/usr/local/bin/claude remote-control --name=ready2 --spawn worktree' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
