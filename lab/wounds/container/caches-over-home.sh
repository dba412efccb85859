#!/bin/sh
# of: container.caches-apart
# red: container.caches-apart
# kind: plain
# on: node
# says: mounted a cache over part of the home
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo "mp1: apps-pool:subvol-140-disk-2,mp=/home/agent/.cache,backup=0" >> "$conf"
lab restart agents
