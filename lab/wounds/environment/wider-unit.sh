#!/bin/sh
# of: environment.wider
# red: environment.wider daemon.loaded-is-disk
# kind: plain
# on: agents
# says: the unit sends the program to a third party
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'Environment=CLAUDE_CODE_USE_BEDROCK=1' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
