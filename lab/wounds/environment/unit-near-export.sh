#!/bin/sh
# of: environment.unit
# red:
# kind: near-miss
# on: agents
# says: an environment file is written as for a shell, so that systemd drops the line
set -eu
echo 'export ANTHROPIC_API_KEY=sk-ant-api03-wound' > /etc/default/claude
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironmentFile=/etc/default/claude\n' > /etc/systemd/system/claude-remote-control.service.d/90-file.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
