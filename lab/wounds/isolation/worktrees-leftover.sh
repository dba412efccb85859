#!/bin/sh
# of: isolation.worktrees-inside
# red: isolation.worktrees-inside
# kind: mind
# on: agents
# says: a worktree was deleted by hand, and Git still counts on it
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready worktree add -q /home/agent/topic
rm -rf /home/agent/topic
