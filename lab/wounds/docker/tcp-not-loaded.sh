#!/bin/sh
# of: docker.no-tcp
# red: docker.no-tcp
# kind: mind
# on: agents
# says: a drop-in with a TCP address waits for the next restart
set -eu
mkdir -p /etc/systemd/system/docker.service.d
printf '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://127.0.0.1:2376\n' > /etc/systemd/system/docker.service.d/tcp.conf
