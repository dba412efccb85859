#!/bin/sh
# of: daemon.hardening
# red: daemon.hardening daemon.hardening-rest
# kind: mind
# on: agents
# says: a drop-in in /run takes the settings back until the next boot
set -eu
mkdir -p /run/systemd/system/claude-remote-control.service.d
printf '[Service]\nNoNewPrivileges=no\nRestrictSUIDSGID=no\nLockPersonality=no\nProtectKernelTunables=no\nProtectKernelModules=no\n' > /run/systemd/system/claude-remote-control.service.d/90-x.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
