#!/bin/sh
# of: container.exists
# red: container.exists
# kind: mind
# on: node
# says: moved the container to another node
set -eu
conf="$SERVICES/pve/lxc/140.conf"
mv "$conf" "$SERVICES/pve/nodes/pve2/lxc/140.conf"
