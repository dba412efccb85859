#!/bin/sh
# of: container.unprivileged
# red: 
# kind: near-miss
# on: node
# says: wrote the key with blanks, beside a comment that says otherwise
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^unprivileged: 1/#unprivileged: 0\nunprivileged:   1/' "$conf"
