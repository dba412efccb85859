#!/bin/sh
# of: container.size
# red: container.size container.no-pending
# kind: mind
# on: node
# says: has the right memory only among what waits for a restart
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^memory: 2048/memory: 1024/' "$conf"
printf '\n[pve:pending]\nmemory: 2048\n' >> "$conf"
