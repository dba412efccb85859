#!/bin/sh
# of: daemon.installed
# red:
# kind: near-miss
# on: agents
# says: the unit was disabled and enabled again
set -eu
systemctl disable claude-remote-control.service
systemctl enable claude-remote-control.service
