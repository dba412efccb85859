#!/bin/sh
# of: environment.manager
# red: environment.manager daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the unit was laid down anew, and the manager still hands the variable on
set -eu
systemctl set-environment DISABLE_TELEMETRY=1
cp /etc/systemd/system/claude-remote-control.service /root/unit && cp /root/unit /etc/systemd/system/claude-remote-control.service && rm /root/unit
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
