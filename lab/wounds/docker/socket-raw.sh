#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket isolation.no-shared-mounts docker.constraints-recorded
# kind: plain
# on: node
# says: a raw line mounts the node's Docker socket
# stays: docker.constraints-recorded
set -eu
touch /run/docker.sock
sed -i '1i lxc.mount.entry: /var/run/docker.sock run/docker.sock none bind,create=file,optional 0 0' "$SERVICES/pve/lxc/140.conf"
lab restart agents
