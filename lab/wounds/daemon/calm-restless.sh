#!/bin/sh
# of: daemon.calm
# red: daemon.calm
# kind: plain
# on: agents
# says: the daemon was killed time and again today
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nStartLimitBurst=20\n' > /etc/systemd/system/claude-remote-control.service.d/90-limit.conf
systemctl daemon-reload
for _ in 1 2 3 4 5 6; do
  systemctl kill -s KILL claude-remote-control.service
  sleep 2.6
done
sleep 5
