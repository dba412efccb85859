#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts runbook.backup-list
# kind: plain
# on: node
# says: the operator gave the container a directory of the node
set -eu
mkdir -p "$LAB/tank/ready"
sed -i "1i mp1: $LAB/tank/ready,mp=/srv/tank,backup=0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
