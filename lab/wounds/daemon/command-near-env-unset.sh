#!/bin/sh
# of: daemon.command
# red:
# kind: near-miss
# on: agents
# says: env takes a trap variable away before it runs the program
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nExecStart=\nExecStart=/usr/bin/env -u ANTHROPIC_API_KEY /usr/local/bin/claude remote-control --spawn worktree --name=ready\n' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload && systemctl restart claude-remote-control
