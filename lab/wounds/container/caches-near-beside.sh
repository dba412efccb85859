#!/bin/sh
# of: container.caches-apart
# red:
# kind: near-miss
# on: agents
# says: moved a cache beside the home, with a link to it
set -eu
install -d -o agent -g agent /srv/cache
ln -s /srv/cache /home/agent/.cache-big
