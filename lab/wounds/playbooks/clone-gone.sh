#!/bin/sh
# of: playbooks.clone
# red: daemon.workdir identity.author identity.push-account isolation.independent-clones isolation.origin isolation.worktrees-inside playbooks.clone
# kind: plain
# on: agents
# says: the clone was deleted
set -eu
rm -rf /home/agent/ready
