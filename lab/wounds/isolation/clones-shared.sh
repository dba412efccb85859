#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: plain
# on: agents
# says: a second clone borrows the objects of the first
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git clone -q --shared /home/agent/ready /home/agent/second
as git -C /home/agent/second remote set-url origin "$url"
