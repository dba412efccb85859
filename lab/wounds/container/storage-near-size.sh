#!/bin/sh
# of: container.storage
# red: 
# kind: near-miss
# on: node
# says: grew the root on its storage
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^rootfs: \(.*\),size=16G/rootfs: \1,size=24G,mountoptions=noatime/' "$conf"
