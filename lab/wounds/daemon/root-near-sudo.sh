#!/bin/sh
# of: daemon.non-root
# red:
# kind: near-miss
# on: agents
# says: another user may use sudo without a password, the service user only with its own
set -eu
useradd --system --no-create-home --user-group mechanic
printf 'mechanic ALL=(ALL) NOPASSWD: ALL\nagent ALL=(root) PASSWD: /usr/bin/apt-get update\n' > /etc/sudoers.d/people
chmod 440 /etc/sudoers.d/people
