#!/bin/sh
# of: playbooks.clone
# red: playbooks.clone
# stays: playbooks.clone
# kind: mind
# on: agents
# says: the clone has no commit
set -eu
runuser -u agent -- sh -c 'cd ~/ready && git symbolic-ref HEAD refs/heads/nothing'
