#!/bin/sh
# of: daemon.loaded-is-disk
# red: daemon.loaded-is-disk
# kind: mind
# on: agents
# says: a drop-in came after the process
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'TimeoutStopSec=20' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
