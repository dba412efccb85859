#!/bin/sh
# of: isolation.dev-side
# red: isolation.dev-side container.own-volumes
# kind: plain
# on: node
# says: the dev container was given a volume of agents
set -eu
sed -i "1i mp1: apps-pool:subvol-140-disk-1,mp=/srv/agents,backup=0" "$SERVICES/pve/lxc/131.conf"
lab restart dev
