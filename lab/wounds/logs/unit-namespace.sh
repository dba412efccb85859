#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit
# stays: logs.per-unit
# kind: mind
# on: agents
# says: gave the daemon a journal of its own, which nobody ships
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nLogNamespace=agents\n' > /etc/systemd/system/claude-remote-control.service.d/90-apart.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 6
