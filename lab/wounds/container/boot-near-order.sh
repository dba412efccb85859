#!/bin/sh
# of: container.starts-at-boot
# red: 
# kind: near-miss
# on: node
# says: gave the container its place in the order of starting
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo 'startup: order=3,up=30' >> "$conf"
