#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: the unit gives its process the group of root besides its own
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nSupplementaryGroups=root\n' > /etc/systemd/system/claude-remote-control.service.d/90-groups.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
