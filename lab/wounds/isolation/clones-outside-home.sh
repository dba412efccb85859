#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: a repository outside of the home borrows its objects
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
install -d -o agent -g agent /opt/work
as git clone -q --shared /home/agent/ready /opt/work/second
as git -C /opt/work/second remote set-url origin "$url"
