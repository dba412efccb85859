#!/bin/sh
# of: network.reaches-relay
# red: network.reaches-relay
# kind: mind
# on: agents
# says: lost the relay's name
set -eu
sed -i '/claude.ai/d' /etc/hosts
printf '127.0.0.1 claude.ai\n' >> /etc/hosts
