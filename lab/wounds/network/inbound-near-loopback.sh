#!/bin/sh
# of: network.no-inbound
# red:
# kind: near-miss
# on: agents
# says: serves on loopback, on a mosh port, and in a container without a published port
set -eu
mkdir -p /tmp/image/bin
cp /bin/busybox /tmp/image/bin/
tar -C /tmp/image -c . | docker import - adr023-wound:1 >/dev/null
rm -rf /tmp/image

systemd-run -q --collect --unit=local busybox httpd -f -p 127.0.0.1:8087
systemd-run -q --collect --unit=mosh python3 -c 'import socket,time; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(("0.0.0.0",60001)); time.sleep(9999)'
docker run -d --name inner adr023-wound:1 /bin/busybox httpd -f -p 80 >/dev/null
docker run -d --name near -p 127.0.0.1:8088:80 adr023-wound:1 /bin/busybox httpd -f -p 80 >/dev/null
sleep 1
