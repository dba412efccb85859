#!/bin/sh
# of: access.known-keys
# red: access.known-keys
# kind: mind
# on: agents
# says: let a key in with options before it
set -eu
ssh-keygen -q -t ed25519 -N '' -C laptop -f /root/laptop
printf 'from="10.0.0.0/8",no-pty %s\n' "$(cat /root/laptop.pub)" >> /home/agent/.ssh/authorized_keys
rm -f /root/laptop /root/laptop.pub
