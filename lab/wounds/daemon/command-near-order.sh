#!/bin/sh
# of: daemon.command
# red:
# kind: near-miss
# on: agents
# says: the flags stand in another order and form, beside a harmless one
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n' 'ExecStart=' 'ExecStart=/usr/local/bin/claude remote-control --capacity=8 --spawn worktree --name=ready' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
