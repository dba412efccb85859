#!/bin/sh
# of: alerts.every-agent-unit
# red: alerts.every-agent-unit
# kind: plain
# on: agents
# says: a new agent unit came without an alert
set -eu
printf '[Service]\nUser=agent\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n' > /etc/systemd/system/claude-worker.service
systemctl daemon-reload
systemctl -q enable --now claude-worker.service
