#!/bin/sh
# of: environment.unit
# red:
# kind: near-miss
# on: agents
# says: a comment names the variable, as the runbook asks
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' '# never Environment=ANTHROPIC_API_KEY=sk-ant-api03-x, see the runbook' > /etc/systemd/system/claude-remote-control.service.d/90-comment.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
