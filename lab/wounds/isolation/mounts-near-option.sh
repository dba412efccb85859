#!/bin/sh
# of: isolation.no-shared-mounts
# red:
# kind: near-miss
# on: node
# says: gave the container's own root a mount option
set -eu
sed -i 's/^rootfs: .*/&,mountoptions=noatime/' "$SERVICES/pve/lxc/140.conf"
lab restart agents
