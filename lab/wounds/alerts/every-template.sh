#!/bin/sh
# of: alerts.every-agent-unit
# red: alerts.every-agent-unit
# kind: mind
# on: agents
# says: a template for agent units lacks the alert
set -eu
printf '[Service]\nUser=agent\nExecStart=/bin/sleep infinity\n' > /etc/systemd/system/aoe-session@.service
systemctl daemon-reload
