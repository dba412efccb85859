#!/bin/sh
# of: isolation.worktrees-inside
# red: isolation.worktrees-inside
# kind: plain
# on: agents
# says: a worktree was added on a directory mounted from elsewhere
# stays: isolation.worktrees-inside
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
install -d -o agent -g agent /srv/dv /mnt/dv
mount --bind /srv/dv /mnt/dv
chown agent: /mnt/dv
as git -C /home/agent/ready worktree add -q /mnt/dv/topic
