#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: agents
# says: runs a nested container on the host's own network
set -eu
mkdir -p /tmp/image/bin
cp /bin/busybox /tmp/image/bin/
tar -C /tmp/image -c . | docker import - adr023-wound:1 >/dev/null
rm -rf /tmp/image
docker run -d --name web --network host adr023-wound:1 /bin/busybox httpd -f -p 8085 >/dev/null
sleep 1
