#!/bin/sh
# of: access.known-keys
# red: access.known-keys
# kind: plain
# on: agents
# says: put the key of a work laptop into the service user's file
set -eu
ssh-keygen -q -t ed25519 -N '' -C laptop -f /root/laptop
cat /root/laptop.pub >> /home/agent/.ssh/authorized_keys
rm -f /root/laptop /root/laptop.pub
