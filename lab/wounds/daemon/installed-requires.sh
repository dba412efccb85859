#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# stays: daemon.installed
# kind: mind
# on: agents
# says: the unit requires another one that is not there
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nRequires=nas-tunnel.service\n' > /etc/systemd/system/claude-remote-control.service.d/90-nas.conf
systemctl daemon-reload
