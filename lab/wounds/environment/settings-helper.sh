#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: a helper script hands out an API key
set -eu
mkdir -p /home/agent/.claude
printf '%s\n' '{"apiKeyHelper": "/home/agent/bin/key.sh"}' > /home/agent/.claude/settings.json
chown agent: /home/agent/.claude/settings.json
