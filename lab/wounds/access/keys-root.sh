#!/bin/sh
# of: access.known-keys
# red: access.known-keys
# kind: mind
# on: agents
# says: let a key open root
set -eu
ssh-keygen -q -t ed25519 -N '' -C laptop -f /root/laptop
cat /root/laptop.pub >> /root/.ssh/authorized_keys
rm -f /root/laptop /root/laptop.pub
