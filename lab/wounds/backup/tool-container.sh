#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: mind
# on: agents
# says: keeps a backup container that has the home mounted
set -eu
docker image inspect lab/busybox >/dev/null 2>&1 || { mkdir -p /tmp/bb/bin; cp /bin/busybox /tmp/bb/bin/busybox; tar -C /tmp/bb -c . | docker import - lab/busybox >/dev/null; }
docker tag lab/busybox lab/restic
docker run -d --name nightly --network none --restart unless-stopped -v /home/agent:/data:ro lab/restic /bin/busybox sleep 86400 >/dev/null
