#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts runbook.backup-list
# kind: mind
# on: node
# says: the volume that Proxmox names is not mounted
set -eu
sed -i "1i mp1: apps-pool:subvol-140-disk-2,mp=/srv/cache,backup=0,size=8G" "$SERVICES/pve/lxc/140.conf"
lab restart agents
lab-exec agents umount /srv/cache
