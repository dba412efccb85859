#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account playbooks.clone
# kind: plain
# on: agents
# says: the clone fetches from the dev host
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready remote set-url origin dev@dev:ready
