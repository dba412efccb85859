#!/bin/sh
# of: daemon.wants-network
# red:
# kind: near-miss
# on: agents
# says: another unit wants the target
set -eu
sed -i '/^Wants=/d' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
