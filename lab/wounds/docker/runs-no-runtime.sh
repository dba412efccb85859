#!/bin/sh
# of: docker.runs
# red: docker.runs
# kind: plain
# on: agents
# says: the daemon answers, but containers do not start
set -eu
chmod 0644 "$(readlink -f "$(command -v runc)")"
