#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: a clone in the home is a link to one elsewhere
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
install -d -o agent -g agent /srv/trees
as git clone -q --no-hardlinks /home/agent/ready /srv/trees/second
as git -C /srv/trees/second remote set-url origin "$url"
as ln -s /srv/trees/second /home/agent/second
