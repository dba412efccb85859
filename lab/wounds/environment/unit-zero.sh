#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: somebody set the variable to 0, which Claude Code takes for set
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=DISABLE_TELEMETRY=0' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
