#!/bin/sh
# of: isolation.dev-side
# red: isolation.dev-side
# kind: mind
# on: dev
# says: the dev host fetches the tree of agents every five minutes
set -eu
echo '*/5 * * * * root rsync -a agent@agents:ready/ /srv/ready/' > /etc/cron.d/fetch
