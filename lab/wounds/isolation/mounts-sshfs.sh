#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts container.caches-apart
# kind: mind
# on: node
# says: the tree of the dev host comes in over sshfs
set -eu
lab-exec agents mkdir -p /home/agent/dev
lab-sshfs agents dev@dev:/home/dev /home/agent/dev
