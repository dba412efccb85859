#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: agents
# says: published a port of a nested container
set -eu
mkdir -p /tmp/image/bin
cp /bin/busybox /tmp/image/bin/
tar -C /tmp/image -c . | docker import - adr023-wound:1 >/dev/null
rm -rf /tmp/image
docker run -d --name web -p 8083:80 adr023-wound:1 /bin/busybox httpd -f -p 80 >/dev/null
