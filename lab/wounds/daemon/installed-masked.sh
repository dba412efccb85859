#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.process environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed
# stays: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.process environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed
# kind: mind
# on: agents
# says: the unit is masked
set -eu
systemctl stop claude-remote-control.service
rm /etc/systemd/system/claude-remote-control.service
systemctl mask claude-remote-control.service
