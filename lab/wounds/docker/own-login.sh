#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon
# stays: docker.own-daemon
# kind: mind
# on: agents
# says: a file that ~/.bashrc sources leads the client to another host
set -eu
echo 'true && export DOCKER_HOST=tcp://dev:2375' > /home/agent/.docker-env
echo '. ~/.docker-env' >> /home/agent/.bashrc
chown agent: /home/agent/.docker-env
