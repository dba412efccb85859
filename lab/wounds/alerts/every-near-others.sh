#!/bin/sh
# of: alerts.every-agent-unit
# red:
# kind: near-miss
# on: agents
# says: a unit that is no agent's has no alert, a new agent unit has one
set -eu
printf '[Service]\nType=oneshot\nExecStart=/bin/true\n' > /etc/systemd/system/report-claude.service
printf '[Unit]\nOnFailure=ntfy@%%n.service\n[Service]\nUser=agent\nExecStart=/bin/sleep infinity\n' > /etc/systemd/system/claude-worker.service
systemctl daemon-reload
