#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket isolation.no-shared-mounts
# kind: mind
# on: node
# says: the whole /run of the node is mounted, and the socket with it
set -eu
mkdir -p /run/docker
lab-exec agents mkdir -p /mnt/host
lab-attach agents /run /mnt/host
