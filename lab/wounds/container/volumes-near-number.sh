#!/bin/sh
# of: container.own-volumes
# red: 
# kind: near-miss
# on: node
# says: gave another guest volumes of nearly the same number
set -eu
echo "mp0: apps-pool:subvol-1140-disk-0,mp=/srv" >> "$SERVICES/pve/lxc/119.conf"
