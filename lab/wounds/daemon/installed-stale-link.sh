#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# kind: mind
# on: agents
# says: the link that enables the unit leads to another name
set -eu
ln -sfn /etc/systemd/system/claude-old.service /etc/systemd/system/multi-user.target.wants/claude-remote-control.service
systemctl daemon-reload
