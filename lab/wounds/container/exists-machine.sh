#!/bin/sh
# of: container.exists
# red: container.exists
# kind: mind
# on: node
# says: made a virtual machine of the same name
set -eu
printf 'name: agents\nmemory: 2048\ncores: 2\n' > "$SERVICES/pve/nodes/pve/qemu-server/241.conf"
