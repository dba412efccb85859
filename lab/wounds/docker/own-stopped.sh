#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon docker.no-tcp docker.runs
# kind: plain
# on: agents
# says: Docker is stopped and disabled
set -eu
systemctl disable -q --now docker.service docker.socket
