#!/bin/sh
# of: isolation.not-exported
# red: isolation.not-exported
# kind: plain
# on: agents
# says: cron copies a tree to and from the dev host
set -eu
mkdir -p /etc/cron.d
echo '*/5 * * * * agent rsync -a dev:ready/ /home/agent/ready/' > /etc/cron.d/sync
