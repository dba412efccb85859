#!/bin/sh
# of: container.size
# red: container.size
# stays: container.size
# kind: mind
# on: node
# says: squeezed the running container on the node
set -eu
for key in memory.limit_in_bytes memory.max; do lxc-cgroup -P "$CT" -n agents "$key" 1073741824 2>/dev/null && exit 0; done; exit 1
