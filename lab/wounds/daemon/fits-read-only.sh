#!/bin/sh
# of: daemon.hardening-fits
# red: daemon.hardening-fits
# kind: plain
# on: agents
# says: the home is read-only, so that no worktree can be made
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nProtectHome=read-only\nReadWritePaths=\n' > /etc/systemd/system/claude-remote-control.service.d/90-home.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
