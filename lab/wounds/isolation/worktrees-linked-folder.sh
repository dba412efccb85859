#!/bin/sh
# of: isolation.worktrees-inside
# red: isolation.worktrees-inside daemon.hardening-fits
# kind: mind
# on: agents
# says: the folder for new worktrees is a link to another place
# stays: isolation.worktrees-inside daemon.hardening-fits
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
install -d -o agent -g agent /srv/dv
as mkdir -p /home/agent/ready/.claude
rm -rf /home/agent/ready/.claude/worktrees
as ln -s /srv/dv /home/agent/ready/.claude/worktrees
