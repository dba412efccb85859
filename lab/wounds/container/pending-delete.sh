#!/bin/sh
# of: container.no-pending
# red: container.no-pending
# kind: mind
# on: node
# says: has an option waiting to be dropped
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo 'nameserver: 10.0.10.53' >> "$conf"
printf '\n[pve:pending]\ndelete: nameserver\n' >> "$conf"
