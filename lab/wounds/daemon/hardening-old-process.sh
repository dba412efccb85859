#!/bin/sh
# of: daemon.hardening
# red: daemon.hardening daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the unit is hardened again, the process is older
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nPrivateTmp=no\n' > /etc/systemd/system/claude-remote-control.service.d/90-tmp.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
printf '[Service]\nPrivateTmp=yes\n' > /etc/systemd/system/claude-remote-control.service.d/90-tmp.conf
systemctl daemon-reload
