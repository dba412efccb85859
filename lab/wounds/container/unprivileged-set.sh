#!/bin/sh
# of: container.unprivileged
# red: container.unprivileged
# kind: plain
# on: node
# says: set the container to privileged
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i "s/^unprivileged: 1/unprivileged: 0/" "$conf"
