#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: a drop-in for every unit that begins with claude- sets it
set -eu
mkdir -p /etc/systemd/system/claude-.service.d
printf '[Service]\n%s\n' 'Environment=DISABLE_TELEMETRY=1' > /etc/systemd/system/claude-.service.d/90-local.conf
systemctl daemon-reload
