#!/bin/sh
# of: docker.sandbox-usable
# red: docker.sandbox-usable
# kind: mind
# on: node
# says: the container may make no user namespaces
set -eu
pid=$(lxc-info -P "$CT" -n agents -pH)
nsenter -t "$pid" -U --preserve-credentials sh -c 'echo 0 > /proc/sys/user/max_user_namespaces'
