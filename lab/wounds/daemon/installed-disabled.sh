#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# kind: mind
# on: agents
# says: the unit runs, and nothing will start it at the next boot
set -eu
systemctl disable claude-remote-control.service
