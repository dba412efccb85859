#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon
# kind: mind
# on: agents
# says: systemd's manager hands DOCKER_HOST to every unit
set -eu
systemctl set-environment DOCKER_HOST=tcp://192.0.2.7:2375
