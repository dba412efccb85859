#!/bin/sh
# of: daemon.workdir
# red:
# kind: near-miss
# on: agents
# says: the path ends with a slash
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'WorkingDirectory=/home/agent/ready/' > /etc/systemd/system/claude-remote-control.service.d/90-workdir.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
