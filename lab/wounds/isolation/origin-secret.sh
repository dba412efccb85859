#!/bin/sh
# of: isolation.origin
# red: isolation.origin identity.push-account
# kind: mind
# on: agents
# says: the address carries a user and a token
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
as git -C /home/agent/ready remote set-url origin "$(printf '%s' "$url" | sed 's#://#://claude:0123456789abcdef0123456789abcdef01234567@#')"
