#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts
# kind: mind
# on: node
# says: the node's root attached a directory while the container ran; its configuration does not know
set -eu
mkdir -p "$LAB/tank/ready"
lab-exec agents mkdir -p /srv/ready
lab-attach agents "$LAB/tank/ready" /srv/ready
