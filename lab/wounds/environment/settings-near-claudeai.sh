#!/bin/sh
# of: environment.settings
# red:
# kind: near-miss
# on: agents
# says: managed settings force the very sign-in that is wanted
set -eu
mkdir -p /etc/claude-code/managed-settings.d
echo '{"forceLoginMethod": "claudeai"}' > /etc/claude-code/managed-settings.d/20-login.json
