#!/bin/sh
# of: docker.nesting
# red: docker.nesting
# kind: plain
# on: node
# says: the container lost keyctl
set -eu
sed -i 's/^features: .*/features: nesting=1/' "$SERVICES/pve/lxc/140.conf"
