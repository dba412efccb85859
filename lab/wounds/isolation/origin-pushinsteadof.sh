#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account
# kind: mind
# on: agents
# says: a rule of the whole host rewrites where pushes go
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
git config --system "url.git@dev:.pushInsteadOf" "${url%senior-discount/ready.git}"
