#!/bin/sh
# of: container.hostname
# red: 
# kind: near-miss
# on: agents
# says: wrote a comment and a blank line into /etc/hostname
set -eu
printf '# the agents host\n\nagents\n' > /etc/hostname
