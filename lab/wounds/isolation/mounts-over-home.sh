#!/bin/sh
# of: isolation.no-shared-mounts
# red: isolation.no-shared-mounts container.caches-apart
# kind: mind
# on: agents
# says: a foreign tree is mounted in the home, not at /home/dev
set -eu
mkdir -p /srv/dv /home/agent/ready2
mount --bind /srv/dv /home/agent/ready2
