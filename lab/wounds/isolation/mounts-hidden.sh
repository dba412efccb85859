#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts docker.constraints-recorded
# kind: mind
# on: node
# says: the mount lies under the tmpfs that systemd puts on /run, where nobody sees it
# stays: docker.constraints-recorded
set -eu
mkdir -p "$LAB/tank/ready"
sed -i "1i lxc.mount.entry: $LAB/tank/ready run/ready none bind,create=dir 0 0" "$SERVICES/pve/lxc/140.conf"
lab restart agents
lab-exec agents sh -c '! test -e /run/ready'
