#!/bin/sh
# of: container.own-volumes
# red: container.own-volumes
# kind: mind
# on: node
# says: brought the volume into another guest with a raw line
set -eu
echo "lxc.mount.entry: /apps-pool/subvol-140-disk-1 srv none bind,create=dir 0 0" >> "$SERVICES/pve/lxc/105.conf"
