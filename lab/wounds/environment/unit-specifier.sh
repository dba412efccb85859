#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the environment file is named after the unit by a specifier, and systemd has not read it yet
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironmentFile=-/etc/default/%%p.local\n' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
echo "DISABLE_TELEMETRY='1'" > /etc/default/claude-remote-control.local
