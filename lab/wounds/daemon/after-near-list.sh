#!/bin/sh
# of: daemon.after-network
# red:
# kind: near-miss
# on: agents
# says: the target stands in a list, in a drop-in
set -eu
sed -i '/^After=/d' /etc/systemd/system/claude-remote-control.service
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nAfter=dbus.service network-online.target\n' > /etc/systemd/system/claude-remote-control.service.d/10-order.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
