#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.only-under-systemd daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the unit opens a PAM session, which takes its process out of the unit
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nPAMName=login\n' > /etc/systemd/system/claude-remote-control.service.d/90-session.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
