#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider alerts.reaches-failed daemon.restarts
# kind: mind
# on: agents
# says: the unit is active, its program has ended
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nType=oneshot\nRemainAfterExit=yes\nRestart=no\nExecStart=\nExecStart=/bin/true\n' > /etc/systemd/system/claude-remote-control.service.d/90-once.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
