#!/bin/sh
# of: container.size
# red: container.size
# kind: mind
# on: node
# says: dropped the memory, which leaves 512 MiB
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i '/^memory:/d' "$conf"
