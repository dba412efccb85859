#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: a drop-in with a trap variable was written and waits for the next reload or boot
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=DISABLE_TELEMETRY=1' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
