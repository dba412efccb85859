#!/bin/sh
# of: container.hostname
# red: container.hostname
# kind: mind
# on: agents
# says: changed /etc/hostname for the next start
set -eu
echo agents2 > /etc/hostname
