#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts isolation.dev-side container.own-volumes runbook.backup-list
# kind: mind
# on: node
# says: another guest's data set is mounted under another path
set -eu
sed -i "1i mp1: apps-pool:subvol-131-disk-1,mp=/srv/projects,backup=0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
