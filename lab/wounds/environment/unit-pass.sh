#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the unit lets the variable through from PID 1
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'PassEnvironment=ANTHROPIC_API_KEY' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
