#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# stays: daemon.installed
# kind: mind
# on: agents
# says: the unit file lies in /run, which is empty after a boot
set -eu
mkdir -p /run/systemd/system
cp -p /etc/systemd/system/claude-remote-control.service /run/systemd/system/
rm /etc/systemd/system/claude-remote-control.service /etc/systemd/system/multi-user.target.wants/claude-remote-control.service
ln -s /run/systemd/system/claude-remote-control.service /etc/systemd/system/multi-user.target.wants/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
