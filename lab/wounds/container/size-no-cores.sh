#!/bin/sh
# of: container.size
# red: container.size
# kind: mind
# on: node
# says: dropped the cores, which gives all of the node's
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i '/^cores:/d' "$conf"
