#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: a prefix runs a command of the unit as root whatever User= says
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'ExecStartPre=+/bin/sh -c "touch /run/claude-pre"' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
