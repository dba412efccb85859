#!/bin/sh
# of: container.size
# red: container.size
# kind: plain
# on: node
# says: gave the container more memory
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^memory: 2048/memory: 4096/' "$conf"
