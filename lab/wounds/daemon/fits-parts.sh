#!/bin/sh
# of: daemon.hardening-fits
# red: daemon.hardening-fits
# kind: mind
# on: agents
# says: only parts of the home are open, so that the state file cannot be renamed into place
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nProtectHome=read-only\nReadWritePaths=\nReadWritePaths=/home/agent/ready /home/agent/.claude /home/agent/.claude.json\n' > /etc/systemd/system/claude-remote-control.service.d/90-home.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
