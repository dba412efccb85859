#!/bin/sh
# of: isolation.worktrees-inside
# red: isolation.worktrees-inside
# kind: mind
# on: agents
# says: the .git file of a worktree leads to another repository
# stays: isolation.worktrees-inside
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready worktree add -q /home/agent/topic
git init -q /srv/dv
mkdir -p /srv/dv/.git/worktrees/topic
cp /home/agent/ready/.git/worktrees/topic/HEAD /home/agent/ready/.git/worktrees/topic/commondir /srv/dv/.git/worktrees/topic/
echo /home/agent/topic/.git > /srv/dv/.git/worktrees/topic/gitdir
echo 'gitdir: /srv/dv/.git/worktrees/topic' > /home/agent/topic/.git
