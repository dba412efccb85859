#!/bin/sh
# of: docker.nesting
# red: docker.nesting container.no-pending
# kind: mind
# on: node
# says: keyctl is asked for, and waits for a restart
set -eu
sed -i 's/^features: .*/features: nesting=1/' "$SERVICES/pve/lxc/140.conf"
printf '\n[pve:pending]\nfeatures: keyctl=1,nesting=1\n' >> "$SERVICES/pve/lxc/140.conf"
