#!/bin/sh
# of: daemon.non-root
# red:
# kind: near-miss
# on: agents
# says: the service user is in groups that give no rights of root
set -eu
usermod -aG video,users agent
