#!/bin/sh
# of: isolation.no-shared-mounts
# red:
# kind: near-miss
# on: node
# says: a second volume of the container's own, and a device node
set -eu
sed -i "1i mp1: apps-pool:subvol-140-disk-2,mp=/srv/cache,backup=0,size=8G" "$SERVICES/pve/lxc/140.conf"
lab restart agents
