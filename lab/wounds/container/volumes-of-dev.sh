#!/bin/sh
# of: container.own-volumes
# red: container.own-volumes isolation.dev-side
# kind: plain
# on: node
# says: mounted a volume of agents into the dev host
set -eu
echo "mp1: apps-pool:subvol-140-disk-0,mp=/mnt/agents" >> "$SERVICES/pve/lxc/131.conf"
