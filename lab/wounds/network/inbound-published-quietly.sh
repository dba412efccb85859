#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound docker.no-tcp
# kind: mind
# on: agents
# says: published a port without the proxy process that a socket list would show
set -eu
mkdir -p /etc/docker
printf '{"userland-proxy": false}\n' > /etc/docker/daemon.json
systemctl restart docker.service

mkdir -p /tmp/image/bin
cp /bin/busybox /tmp/image/bin/
tar -C /tmp/image -c . | docker import - adr023-wound:1 >/dev/null
rm -rf /tmp/image
docker run -d --name web -p 8084:80 adr023-wound:1 /bin/busybox httpd -f -p 80 >/dev/null
