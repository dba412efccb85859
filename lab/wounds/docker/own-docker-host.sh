#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon
# kind: mind
# on: agents
# says: logins are told to use the daemon of the dev host
set -eu
echo 'export DOCKER_HOST=ssh://dev@dev' > /etc/profile.d/docker.sh
