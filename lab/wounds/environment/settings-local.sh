#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: somebody's local settings in the clone set the variable
set -eu
mkdir -p /home/agent/ready/.claude
printf '{"env": {"DISABLE_TELEMETRY": "false"}}\n' > /home/agent/ready/.claude/settings.local.json
chown -R agent: /home/agent/ready/.claude
install -d -o agent -g agent /home/agent/ready/.git/info
echo .claude/ >> /home/agent/ready/.git/info/exclude
