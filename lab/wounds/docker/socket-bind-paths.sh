#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket
# kind: mind
# on: agents
# says: a unit of the container sees another daemon's socket
set -eu
mkdir -p /srv/other /etc/systemd/system/claude-remote-control.service.d
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("/srv/other/engine")'
printf '[Service]\nBindPaths=/srv/other/engine:/run/docker.sock\n' > /etc/systemd/system/claude-remote-control.service.d/90-socket.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
