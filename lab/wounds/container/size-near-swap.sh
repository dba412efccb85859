#!/bin/sh
# of: container.size
# red: 
# kind: near-miss
# on: node
# says: gave the container more swap and a CPU limit
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^swap: 512/swap: 2048/' "$conf"
echo 'cpulimit: 2' >> "$conf"
