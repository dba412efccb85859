#!/bin/sh
# of: container.exists
# red: container.exists
# kind: plain
# on: node
# says: restored the container under another number and left the old one away
set -eu
conf="$SERVICES/pve/lxc/140.conf"
mv "$conf" "$SERVICES/pve/lxc/240.conf"
