#!/bin/sh
# of: isolation.dev-side
# red:
# kind: near-miss
# on: node
# says: the dev container has a directory of the node to itself, and copies it elsewhere
set -eu
mkdir -p "$LAB/tank/dev-only"
sed -i "1i mp1: $LAB/tank/dev-only,mp=/srv/only,backup=0" "$SERVICES/pve/lxc/131.conf"
lab restart dev
lab-exec dev sh -c "echo '5 4 * * * root rsync -a /srv/only/ nas:/backup/only/' > /etc/cron.d/nas"
