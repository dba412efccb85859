#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the variable stands in the unit file itself, between others
set -eu
sed -i 's/^Environment=.*/& DISABLE_TELEMETRY=yes COLUMNS=120/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
