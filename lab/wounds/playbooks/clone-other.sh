#!/bin/sh
# of: playbooks.clone
# red: isolation.origin playbooks.clone
# kind: mind
# on: agents
# says: the clone is of another repository
set -eu
runuser -u agent -- sh -c 'cd ~/ready && url=$(git config remote.origin.url) && git config remote.origin.url "${url%/*}/other.git"'
