#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: the object store is a link, as an old new-workdir script leaves it
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git clone -q --no-hardlinks /home/agent/ready /home/agent/second
as git -C /home/agent/second remote set-url origin "$url"
cp -a /home/agent/second/.git/objects /srv/objects
rm -rf /home/agent/second/.git/objects
as ln -s /srv/objects /home/agent/second/.git/objects
