#!/bin/sh
# of: daemon.only-under-systemd
# red:
# kind: near-miss
# on: agents
# says: the unit has a second name
set -eu
ln -s /etc/systemd/system/claude-remote-control.service /etc/systemd/system/remote.service
systemctl daemon-reload
