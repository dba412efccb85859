#!/bin/sh
# of: isolation.origin
# red: isolation.origin
# kind: mind
# on: agents
# says: one branch pushes to a path, without a remote
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready config branch.main.pushRemote /srv/mirror/ready.git
