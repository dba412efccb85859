#!/bin/sh
# of: alerts.every-agent-unit
# red: alerts.every-agent-unit
# stays: alerts.every-agent-unit
# kind: mind
# on: agents
# says: the user has an agent unit of its own, which alerts nobody
set -eu
mkdir -p /home/agent/.config/systemd/user
printf '[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=default.target\n' > /home/agent/.config/systemd/user/claude-helper.service
chown -R agent: /home/agent/.config
