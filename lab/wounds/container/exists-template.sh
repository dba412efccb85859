#!/bin/sh
# of: container.exists
# red: container.exists
# kind: mind
# on: node
# says: turned the container into a template
set -eu
conf="$SERVICES/pve/lxc/140.conf"
echo "template: 1" >> "$conf"
