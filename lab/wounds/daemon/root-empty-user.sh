#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root daemon.installed daemon.command daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the unit names no user, which means root
set -eu
sed -i '/^User=/d; /^Group=/d' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
