#!/bin/sh
# of: daemon.hardening-fits
# red: daemon.hardening-fits daemon.installed daemon.command daemon.non-root daemon.hardening daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the home is hidden from the daemon
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nProtectHome=yes\nReadWritePaths=\n' > /etc/systemd/system/claude-remote-control.service.d/90-home.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
