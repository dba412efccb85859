#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account
# kind: mind
# on: agents
# says: pushes have an address of their own
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready remote set-url --push origin /srv/mirror/ready.git
