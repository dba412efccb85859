#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon
# kind: mind
# on: agents
# says: Docker runs, and nothing will start it at the next boot
set -eu
systemctl disable docker.service docker.socket
