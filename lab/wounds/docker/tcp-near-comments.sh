#!/bin/sh
# of: docker.no-tcp
# red:
# kind: near-miss
# on: agents
# says: TCP addresses in comments, and one that a later drop-in took back
set -eu
mkdir -p /etc/systemd/system/docker.service.d
printf '# ExecStart=/usr/sbin/dockerd -H tcp://0.0.0.0:2375\n[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H tcp://127.0.0.1:2375\n' > /etc/systemd/system/docker.service.d/10-tcp.conf
printf '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS\n' > /etc/systemd/system/docker.service.d/20-back.conf
sed -i 's/^DOCKER_OPTS/#&/' /etc/default/docker
echo '#DOCKER_OPTS="-H tcp://0.0.0.0:2375"' >> /etc/default/docker
systemctl daemon-reload
systemctl restart docker.service
