#!/bin/sh
# of: daemon.installed
# red: daemon.installed
# kind: mind
# on: agents
# says: the host boots to rescue.target
set -eu
systemctl set-default rescue.target
