#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: managed settings admit accounts of the API console alone
set -eu
mkdir -p /etc/claude-code/managed-settings.d
echo '{"forceLoginMethod": "console"}' > /etc/claude-code/managed-settings.d/20-login.json
