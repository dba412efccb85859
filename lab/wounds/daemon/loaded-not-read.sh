#!/bin/sh
# of: daemon.loaded-is-disk
# red: daemon.loaded-is-disk
# kind: plain
# on: agents
# says: the unit file was changed, systemd was not told
set -eu
sed -i 's/^RestartSec=.*/RestartSec=5/' /etc/systemd/system/claude-remote-control.service
