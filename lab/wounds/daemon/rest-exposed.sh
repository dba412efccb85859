#!/bin/sh
# of: daemon.hardening-rest
# red: daemon.hardening-rest
# kind: mind
# on: agents
# says: the capabilities are back, which exposes the daemon more than the estate allows
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n%s\n%s\n' 'CapabilityBoundingSet=~' 'UMask=0022' 'SystemCallArchitectures=' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
