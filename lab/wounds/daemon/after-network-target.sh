#!/bin/sh
# of: daemon.after-network
# red: daemon.after-network
# kind: plain
# on: agents
# says: the unit waits for network.target, which waits for nothing
set -eu
sed -i 's/^After=.*/After=network.target/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
