#!/bin/sh
# of: daemon.installed
# red: daemon.installed daemon.loaded-is-disk
# kind: mind
# on: agents
# says: the unit is enabled for a target that is never reached
set -eu
systemctl disable claude-remote-control.service
sed -i 's/^WantedBy=.*/WantedBy=sleep.target/' /etc/systemd/system/claude-remote-control.service
systemctl enable claude-remote-control.service
