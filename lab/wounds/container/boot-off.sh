#!/bin/sh
# of: container.starts-at-boot
# red: container.starts-at-boot
# kind: plain
# on: node
# says: switched the start at boot off
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^onboot: 1/onboot: 0/' "$conf"
