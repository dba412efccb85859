#!/bin/sh
# of: isolation.worktrees-inside
# red:
# kind: near-miss
# on: agents
# says: worktrees in the clone, beside it, locked, and in a directory of the container's own
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
cd /home/agent/ready
install -d -o agent -g agent /srv/own
as git worktree add -q .claude/worktrees/one
as git worktree add -q ../ready-worktrees/two
as git worktree add -q --lock --reason busy ../three
as git worktree add -q /srv/own/four
