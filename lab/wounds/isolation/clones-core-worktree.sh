#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: core.worktree leads to a tree elsewhere
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git clone -q --no-hardlinks /home/agent/ready /home/agent/second
as git -C /home/agent/second remote set-url origin "$url"
install -d -o agent -g agent /srv/elsewhere
as git -C /home/agent/second config core.worktree /srv/elsewhere
