#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: a clone was sped up with --reference, from a tree outside of the home
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
cp -a /home/agent/ready /srv/template
as git clone -q --reference /srv/template "$url" /home/agent/second 2>/dev/null || {
  as git clone -q --shared /srv/template /home/agent/second
  as git -C /home/agent/second remote set-url origin "$url"
}
