#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: gave one worktree a name of its own
set -eu
runuser -u agent -- git -C /home/agent/ready worktree add -q /home/agent/ready/.claude/worktrees/fix -b worktree-fix
runuser -u agent -- git -C /home/agent/ready config extensions.worktreeConfig true
runuser -u agent -- git -C /home/agent/ready/.claude/worktrees/fix config --worktree user.name Milton
