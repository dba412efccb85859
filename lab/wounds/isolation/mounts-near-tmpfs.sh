#!/bin/sh
# of: isolation.no-shared-mounts
# red:
# kind: near-miss
# on: agents
# says: a tmpfs in the home, an overlay of own directories, and a bind mount within the home
set -eu
cd /home/agent
mkdir -p scratch one two /srv/merged /var/lib/docker/own/up /var/lib/docker/own/work
chown agent: scratch one two
mount -t tmpfs -o uid=1000,size=1m tmpfs scratch
mount -t overlay -o userxattr,lowerdir=/usr/share/doc,upperdir=/var/lib/docker/own/up,workdir=/var/lib/docker/own/work overlay /srv/merged
mount --bind one two
