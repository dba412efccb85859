#!/bin/sh
# of: daemon.loaded-is-disk
# red:
# kind: near-miss
# on: agents
# says: a drop-in for [Unit] came after the process, which needs no restart
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Unit]\nDocumentation=https://example.org/runbook\n' > /etc/systemd/system/claude-remote-control.service.d/20-docs.conf
systemctl daemon-reload
