#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the drop-in is gone, but systemd was never told
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=DISABLE_TELEMETRY=1' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
rm /etc/systemd/system/claude-remote-control.service.d/90-local.conf
