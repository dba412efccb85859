#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root daemon.installed daemon.command daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: plain
# on: agents
# says: a drop-in runs the daemon as root
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'User=root' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
