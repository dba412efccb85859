#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: a managed drop-in sets the variable, as a number
set -eu
mkdir -p /etc/claude-code/managed-settings.d
printf '%s\n' '{"env": {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": 0}}' > /etc/claude-code/managed-settings.d/50-quiet.json
