#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket isolation.no-shared-mounts
# kind: mind
# on: node
# says: the node's socket is brought in under another name
set -eu
mkdir -p /run/node
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("/run/node/api.sock")' 2>/dev/null || true
lab-exec agents sh -c 'mkdir -p /opt/tools; touch /opt/tools/engine'
lab-attach agents /run/node/api.sock /opt/tools/engine
