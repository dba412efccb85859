#!/bin/sh
# of: container.own-volumes
# red: container.own-volumes
# kind: mind
# on: node
# says: bound a directory of the volume into another guest
set -eu
echo "mp0: /apps-pool/subvol-140-disk-0/home,mp=/mnt/homes" >> "$SERVICES/pve/lxc/119.conf"
