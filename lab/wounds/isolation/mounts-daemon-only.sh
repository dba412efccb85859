#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts
# kind: mind
# on: agents
# says: only the daemon sees another directory in its home, by BindPaths
set -eu
mkdir -p /srv/dv /home/agent/notes /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nBindPaths=/srv/dv:/home/agent/notes\n' > /etc/systemd/system/claude-remote-control.service.d/90-bind.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
