#!/bin/sh
# of: docker.constraints-recorded
# red: docker.constraints-recorded
# kind: plain
# on: node
# says: a device is allowed that nobody wrote down
# stays: docker.constraints-recorded
set -eu
sed -i '1i lxc.cgroup2.devices.allow: c 10:229 rwm' "$SERVICES/pve/lxc/140.conf"
