#!/bin/sh
# of: container.storage
# red: container.storage playbooks.inventory
# kind: mind
# on: node
# says: has the root on a storage whose name begins alike
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^rootfs: apps-pool:/rootfs: apps-pool2:apps-pool-/' "$conf"
