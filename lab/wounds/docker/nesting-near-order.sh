#!/bin/sh
# of: docker.nesting
# red:
# kind: near-miss
# on: node
# says: the features stand in another order, with one more
set -eu
sed -i 's/^features: .*/features: nesting=1,keyctl=1,fuse=1/' "$SERVICES/pve/lxc/140.conf"
