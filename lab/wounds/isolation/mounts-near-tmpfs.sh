#!/bin/sh
# of: isolation.no-shared-mounts
# red:
# kind: near-miss
# on: agents
# says: a tmpfs, an overlay of own directories, and a bind mount of its own
set -eu
cd /home/agent
mkdir -p /srv/scratch /srv/one /srv/two /srv/merged /var/lib/docker/own/up /var/lib/docker/own/work
chown agent: /srv/one /srv/two
mount -t tmpfs -o uid=1000,size=1m tmpfs /srv/scratch
mount -t overlay -o userxattr,lowerdir=/usr/share/doc,upperdir=/var/lib/docker/own/up,workdir=/var/lib/docker/own/work overlay /srv/merged
mount --bind /srv/one /srv/two
