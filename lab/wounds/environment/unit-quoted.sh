#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the assignment is quoted and holds a blank
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment="GREETING=hello there" "ANTHROPIC_API_KEY=sk-ant-api03 wound"' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
