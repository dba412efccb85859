#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon docker.no-host-socket
# kind: mind
# on: agents
# says: another daemon's socket is mounted over the container's own
# stays: docker.own-daemon
set -eu
mkdir -p /tmp/other
systemctl stop docker.service docker.socket
setsid -f dockerd --data-root /tmp/other -H unix:///tmp/other/docker.sock --bridge none --iptables=false -p /tmp/other/pid --exec-root /tmp/other/x >/tmp/other/log 2>&1 </dev/null
for i in $(seq 100); do test -S /tmp/other/docker.sock && break; sleep 0.1; done
touch /run/docker.sock
mount --bind /tmp/other/docker.sock /run/docker.sock
