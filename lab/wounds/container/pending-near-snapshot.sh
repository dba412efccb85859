#!/bin/sh
# of: container.no-pending
# red: 
# kind: near-miss
# on: node
# says: took a snapshot, whose section looks alike
set -eu
conf="$SERVICES/pve/lxc/140.conf"
printf '\n[before]\nmemory: 1024\nrootfs: apps-pool:subvol-140-disk-0,size=16G\nsnaptime: 1760000000\n' >> "$conf"
