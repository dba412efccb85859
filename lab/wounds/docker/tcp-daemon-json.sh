#!/bin/sh
# of: docker.no-tcp
# red: docker.no-tcp
# kind: mind
# on: agents
# says: daemon.json names a TCP address
set -eu
mkdir -p /etc/docker /etc/systemd/system/docker.service.d
printf '{\n  "hosts": ["unix:///run/docker.sock", "tcp://127.0.0.1:2375"]\n}\n' > /etc/docker/daemon.json
printf '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd --containerd=/run/containerd/containerd.sock\n' > /etc/systemd/system/docker.service.d/hosts.conf
systemctl daemon-reload
systemctl stop docker.service docker.socket
systemctl start docker.service
