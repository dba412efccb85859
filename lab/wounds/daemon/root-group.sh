#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: the service user is in the group that owns the disks, which is as good as root
set -eu
usermod -aG disk agent
