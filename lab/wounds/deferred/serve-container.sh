#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# kind: mind
# on: agents
# says: keeps a tunnel in a container
set -eu
mkdir -p /tmp/bb/bin && cp /bin/busybox /tmp/bb/bin/busybox
tar -C /tmp/bb -c . | docker import - lab/cloudflared >/dev/null
rm -rf /tmp/bb
docker run -d --name tunnel --network none --restart unless-stopped lab/cloudflared /bin/busybox sleep 86400 >/dev/null
