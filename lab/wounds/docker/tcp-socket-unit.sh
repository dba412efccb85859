#!/bin/sh
# of: docker.no-tcp
# red: docker.no-tcp
# kind: mind
# on: agents
# says: the socket unit listens on TCP for the daemon
set -eu
mkdir -p /etc/systemd/system/docker.socket.d
printf '[Socket]\nListenStream=127.0.0.1:2375\n' > /etc/systemd/system/docker.socket.d/tcp.conf
systemctl daemon-reload
systemctl stop docker.service
systemctl restart docker.socket
systemctl start docker.service
