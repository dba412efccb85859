#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account playbooks.clone
# kind: mind
# on: agents
# says: a rule of the user rewrites Forgejo's address to a path
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git config --global "url./srv/mirror/.insteadOf" "${url%ready.git}"
