#!/bin/sh
# of: daemon.restarts
# red: daemon.restarts
# kind: mind
# on: agents
# says: a drop-in from another service keeps systemd from restarting it after a plain failure
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nRestartPreventExitStatus=1 78\n' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload && systemctl restart claude-remote-control
