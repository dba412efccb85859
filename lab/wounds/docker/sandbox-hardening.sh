#!/bin/sh
# of: docker.sandbox-usable
# red: docker.sandbox-usable
# kind: plain
# on: agents
# says: the hardening of the daemon forbids namespaces
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nRestrictNamespaces=yes\n' > /etc/systemd/system/claude-remote-control.service.d/90-namespaces.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
