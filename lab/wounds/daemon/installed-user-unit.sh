#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.process environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed daemon.only-under-systemd
# stays: daemon.installed daemon.command daemon.workdir daemon.non-root daemon.after-network daemon.wants-network daemon.hardening daemon.hardening-rest daemon.hardening-fits daemon.restarts daemon.loaded-is-disk daemon.alive daemon.calm environment.unit environment.process environment.wrapper environment.wider alerts.on-failure alerts.every-agent-unit alerts.reaches-failed daemon.only-under-systemd
# kind: mind
# on: agents
# says: the unit of the system is gone, the user has one of the same name
set -eu
systemctl disable --now claude-remote-control.service
mkdir -p /home/agent/.config/systemd/user
sed -e '/^User=/d; /^Group=/d; /^Protect/d; /^CapabilityBoundingSet/d' /etc/systemd/system/claude-remote-control.service > /home/agent/.config/systemd/user/claude-remote-control.service
rm /etc/systemd/system/claude-remote-control.service
chown -R agent: /home/agent/.config
systemctl daemon-reload
