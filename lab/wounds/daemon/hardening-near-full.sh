#!/bin/sh
# of: daemon.hardening
# red:
# kind: near-miss
# on: agents
# says: the system is closed by full, spelled as words for yes
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n%s\n' 'ProtectSystem=full' 'NoNewPrivileges=true' 'PrivateTmp=1' > /etc/systemd/system/claude-remote-control.service.d/90-full.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
