#!/bin/sh
# of: isolation.worktrees-inside
# red: isolation.worktrees-inside isolation.no-shared-mounts container.caches-apart
# kind: mind
# on: agents
# says: AoE's folder beside the clone is mounted from elsewhere
# stays: isolation.worktrees-inside
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
install -d -o agent -g agent /srv/dv /home/agent/ready-worktrees
mount --bind /srv/dv /home/agent/ready-worktrees
as git -C /home/agent/ready worktree add -q /home/agent/ready-worktrees/topic
