#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: the unit moves the configuration directory, and the settings there set the variable
set -eu
mv /home/agent/.claude /home/agent/.claude-moved
mv /home/agent/.claude.json /home/agent/.claude-moved/
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=CLAUDE_CONFIG_DIR=/home/agent/.claude-moved\n' > /etc/systemd/system/claude-remote-control.service.d/90-moved.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
printf '{"env": {"DISABLE_TELEMETRY": "1"}}\n' > /home/agent/.claude-moved/settings.json
