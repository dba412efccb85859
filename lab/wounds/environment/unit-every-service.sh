#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: a drop-in for all services sets it
set -eu
mkdir -p /etc/systemd/system/service.d
printf '[Service]\n%s\n' 'Environment=DISABLE_TELEMETRY=1' > /etc/systemd/system/service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
