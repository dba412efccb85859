#!/bin/sh
# of: daemon.workdir
# red: daemon.workdir daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.alive environment.process environment.wider
# kind: plain
# on: agents
# says: the unit works in the home directory, which can never be trusted
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'WorkingDirectory=/home/agent' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
