#!/bin/sh
# of: container.exists
# red: container.exists
# kind: plain
# on: node
# says: made a second container of the same name on another node
set -eu
printf 'hostname: agents\nmemory: 512\nrootfs: local:subvol-241-disk-0,size=8G\nunprivileged: 1\n' > "$SERVICES/pve/nodes/pve2/lxc/241.conf"
