#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: plain
# on: agents
# says: put a person's private key into the home
set -eu
runuser -u agent -- mkdir -p -m 700 /home/agent/.ssh
runuser -u agent -- ssh-keygen -q -t ed25519 -N secret -C milton@mac -f /home/agent/.ssh/id_ed25519
