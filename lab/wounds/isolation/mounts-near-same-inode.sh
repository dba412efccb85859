#!/bin/sh
# of: isolation.no-shared-mounts
# red:
# kind: near-miss
# on: node
# says: the same file of one image has one inode number in both containers, on two devices
set -eu
for host in agents dev; do lab-exec "$host" stat -c '%i' /usr/bin/env; done | sort -u | wc -l | grep -qx 1
