#!/bin/sh
# of: container.no-pending
# red: container.no-pending
# kind: plain
# on: node
# says: left a changed feature waiting for a restart
set -eu
conf="$SERVICES/pve/lxc/140.conf"
printf '\n[pve:pending]\nnameserver: 10.0.10.53\n' >> "$conf"
