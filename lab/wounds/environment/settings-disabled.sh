#!/bin/sh
# of: environment.settings
# red: environment.settings
# kind: mind
# on: agents
# says: managed settings switch Remote Control off
set -eu
mkdir -p /etc/claude-code
printf '%s\n' '{"disableRemoteControl": true}' > /etc/claude-code/managed-settings.json
