#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts docker.constraints-recorded
# kind: mind
# on: node
# says: a raw lxc line mounts a directory of the node, with a blank in its name
# stays: docker.constraints-recorded
set -eu
mkdir -p "$LAB/tank/my trees"
sed -i "1i lxc.mount.entry: $(printf '%s' "$LAB/tank/my trees" | sed 's/ /\\\\040/g') srv/trees none bind,create=dir 0 0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
