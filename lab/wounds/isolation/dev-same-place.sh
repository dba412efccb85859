#!/bin/sh
# of: isolation.dev-side
# red: isolation.dev-side isolation.no-shared-mounts container.own-volumes runbook.backup-list
# kind: mind
# on: node
# says: both containers mount one directory of the node, spelt in two ways
set -eu
mkdir -p "$LAB/tank/ready/sub"
sed -i "1i mp1: $LAB/tank/ready,mp=/srv/ready,backup=0" "$SERVICES/pve/lxc/140.conf"
sed -i "1i mp1: $LAB/tank/./other/../ready/sub,mp=/srv/sub,backup=0" "$SERVICES/pve/lxc/131.conf"
mkdir -p "$LAB/tank/other"
lab restart agents
lab restart dev
