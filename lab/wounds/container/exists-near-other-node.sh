#!/bin/sh
# of: container.exists
# red: 
# kind: near-miss
# on: node
# says: runs other guests on other nodes, one of a similar name
set -eu
printf 'hostname: agents-old\nmemory: 512\nrootfs: local:subvol-242-disk-0,size=8G\nunprivileged: 1\n' > "$SERVICES/pve/nodes/pve2/lxc/242.conf"
