#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# stays: daemon.installed
# kind: mind
# on: agents
# says: a condition that does not hold will keep the unit from its next start
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nConditionPathExists=/srv/nas/mounted\n' > /etc/systemd/system/claude-remote-control.service.d/90-nas.conf
systemctl daemon-reload
