#!/bin/sh
# of: docker.no-host-socket
# red:
# kind: near-miss
# on: agents
# says: a unit may not see the container's own socket
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nInaccessiblePaths=/run/docker.sock\n' > /etc/systemd/system/claude-remote-control.service.d/90-closed.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
