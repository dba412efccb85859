#!/bin/sh
# of: docker.no-tcp
# red: docker.no-tcp
# kind: plain
# on: agents
# says: the daemon listens on TCP as well
set -eu
mkdir -p /etc/systemd/system/docker.service.d
printf '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://127.0.0.1:2375 --containerd=/run/containerd/containerd.sock\n' > /etc/systemd/system/docker.service.d/tcp.conf
systemctl daemon-reload
systemctl restart docker.service
