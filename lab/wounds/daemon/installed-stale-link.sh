#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed
# stays: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed
# kind: mind
# on: agents
# says: the link that enables the unit is left, the unit file is not
set -eu
mv /etc/systemd/system/claude-remote-control.service /etc/systemd/system/claude-remote-control.service.bak
systemctl daemon-reload
