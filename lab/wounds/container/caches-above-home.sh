#!/bin/sh
# of: container.caches-apart
# red: container.caches-apart
# kind: mind
# on: node
# says: mounted a volume at the place of all homes
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo "mp1: apps-pool:subvol-140-disk-2,mp=/home,backup=1" >> "$conf"
