#!/bin/sh
# of: environment.wrapper
# red: environment.wrapper daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# stays: environment.wrapper daemon.installed daemon.command daemon.non-root daemon.hardening daemon.hardening-fits daemon.workdir daemon.alive environment.process environment.wider
# kind: mind
# on: agents
# says: the unit runs the program by way of env
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nExecStart=\nExecStart=/usr/bin/env ANTHROPIC_API_KEY=sk-ant-api03-wound /usr/local/bin/claude remote-control --name ready --spawn=worktree\n' > /etc/systemd/system/claude-remote-control.service.d/90-env.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
# the unit gives up after a few tries
for _ in $(seq 60); do
  case $(systemctl is-active claude-remote-control.service) in failed) break ;; esac
  sleep 0.5
done
