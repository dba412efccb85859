#!/bin/sh
# of: environment.wider
# red: environment.wider daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process
# kind: mind
# on: agents
# says: the unit forbids tracking, and the daemon was started anew
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=DO_NOT_TRACK=1' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
