#!/bin/sh
# of: daemon.after-network
# red: daemon.after-network
# kind: mind
# on: agents
# says: the ordering stands in [Service], where systemd does not read it
set -eu
sed -i '/^After=/d; s/^\[Service\]/&\nAfter=network-online.target/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
