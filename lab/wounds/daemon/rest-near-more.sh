#!/bin/sh
# of: daemon.hardening-rest
# red:
# kind: near-miss
# on: agents
# says: a further setting that the workload bears is on
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'ProtectProc=invisible' > /etc/systemd/system/claude-remote-control.service.d/90-more.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
