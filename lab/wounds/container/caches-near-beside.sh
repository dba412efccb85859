#!/bin/sh
# of: container.caches-apart
# red: 
# kind: near-miss
# on: node
# says: mounted a cache beside the home, with a link to it
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo "mp1: apps-pool:subvol-140-disk-2,mp=/srv/cache,backup=0" >> "$conf"
lab restart agents
lab-exec agents ln -s /srv/cache /home/agent/.cache-big
