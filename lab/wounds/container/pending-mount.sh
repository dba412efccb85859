#!/bin/sh
# of: container.no-pending
# red: container.no-pending
# kind: mind
# on: node
# says: changed a mount point, which waits for a restart
set -eu
conf="$SERVICES/pve/lxc/140.conf"
printf '\n[pve:pending]\nmp0: apps-pool:subvol-140-disk-1,mp=/var/lib/docker,backup=0,size=40G\n' >> "$conf"
