#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account
# kind: mind
# on: agents
# says: a second clone was made from the first, and still leads there
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git clone -q --no-hardlinks /home/agent/ready /home/agent/second
