#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts container.caches-apart runbook.backup-list
# kind: mind
# on: node
# says: the bind mount is marked shared=1, as if that were about sharing
set -eu
mkdir -p "$LAB/tank/ready"
sed -i "1i mp1: $LAB/tank/ready,mp=/home/agent/tank,shared=1,backup=0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
