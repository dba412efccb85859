#!/bin/sh
# of: daemon.hardening-fits
# red:
# kind: near-miss
# on: agents
# says: the home is read-only and opened again as a whole
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'ProtectHome=read-only' > /etc/systemd/system/claude-remote-control.service.d/90-open.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
