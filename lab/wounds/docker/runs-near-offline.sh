#!/bin/sh
# of: docker.runs
# red:
# kind: near-miss
# on: agents
# says: no registry can be reached
set -eu
mkdir -p /etc/docker
echo '{"registry-mirrors": ["http://127.0.0.1:1"], "dns": ["127.0.0.1"]}' > /etc/docker/daemon.json
systemctl restart docker.service
