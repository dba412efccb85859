#!/bin/sh
# of: daemon.after-network
# red: daemon.after-network
# kind: mind
# on: agents
# says: the ordering is commented out
set -eu
sed -i 's/^After=/#After=/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
