#!/bin/sh
# of: daemon.command
# red: daemon.command
# kind: mind
# on: agents
# says: the flag stands twice, and the last one wins
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/usr/local/bin/claude remote-control --name ready --spawn=worktree --spawn same-dir' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
