#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: of two environment files the first sets it, which a dictionary of properties forgets
set -eu
echo CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 > /etc/default/claude-first
echo COLUMNS=120 > /etc/default/claude-second
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironmentFile=/etc/default/claude-first\nEnvironmentFile=/etc/default/claude-second\n' > /etc/systemd/system/claude-remote-control.service.d/90-files.conf
systemctl daemon-reload
