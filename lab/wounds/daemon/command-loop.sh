#!/bin/sh
# of: daemon.command
# red: daemon.command daemon.alive alerts.reaches-failed
# kind: mind
# on: agents
# says: a shell loop runs the program again and again, so that it never fails
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/bin/sh -c "while :; do /usr/local/bin/claude remote-control --name ready --spawn=worktree; sleep 5; done"' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
