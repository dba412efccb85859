#!/bin/sh
# of: container.unprivileged
# red: container.unprivileged
# kind: mind
# on: node
# says: dropped the key that says unprivileged
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i "/^unprivileged:/d" "$conf"
