#!/bin/sh
# of: environment.unit
# red:
# kind: near-miss
# on: agents
# says: a variable whose name only begins like a trap
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=ANTHROPIC_API_KEY_OLD=sk-ant-api03-old DISABLE_AUTOUPDATER=1' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
