#!/bin/sh
# of: container.storage
# red: container.storage playbooks.inventory
# kind: plain
# on: node
# says: moved the root to another storage
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^rootfs: apps-pool:/rootfs: local-zfs:/' "$conf"
