#!/bin/sh
# of: container.starts-at-boot
# red: container.starts-at-boot
# kind: mind
# on: node
# says: dropped the key, which means no
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i '/^onboot:/d' "$conf"
