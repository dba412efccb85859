#!/bin/sh
# of: docker.sandbox-usable
# red:
# kind: near-miss
# on: agents
# says: a hardening that leaves room for the sandbox
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nProtectProc=invisible\nSystemCallFilter=@system-service @mount @pkey\nRestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK\n' > /etc/systemd/system/claude-remote-control.service.d/90-more.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
