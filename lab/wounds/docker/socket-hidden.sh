#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket isolation.no-shared-mounts docker.constraints-recorded
# kind: mind
# on: node
# says: the mounted /run lies under the tmpfs of the container's own
# stays: docker.constraints-recorded
set -eu
mkdir -p /run/node
sed -i "1i lxc.mount.entry: /run run/host none bind,create=dir 0 0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
