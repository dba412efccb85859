#!/bin/sh
# of: environment.manager
# red: environment.manager docker.constraints-recorded
# stays: environment.manager docker.constraints-recorded
# kind: mind
# on: node
# says: the container's configuration sets it, from the next start on
set -eu
sed -i "1i lxc.environment: DISABLE_TELEMETRY=1" "$SERVICES/pve/lxc/140.conf"
