#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: the git dir lies in another place
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
install -d -o agent -g agent /srv/gitdirs
as git -C /home/agent/ready worktree prune
as git clone -q --no-hardlinks --separate-git-dir /srv/gitdirs/second /home/agent/ready /home/agent/second
as git -C /home/agent/second remote set-url origin "$url"
