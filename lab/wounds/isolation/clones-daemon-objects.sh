#!/bin/sh
# of: isolation.independent-clones
# red: isolation.independent-clones
# kind: mind
# on: agents
# says: the daemon is told to borrow objects by its environment
# stays: isolation.independent-clones
set -eu
as() { setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" "$@"; }
url=$(git -C /home/agent/ready -c safe.directory='*' config remote.origin.url)
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=GIT_ALTERNATE_OBJECT_DIRECTORIES=/srv/objects\n' > /etc/systemd/system/claude-remote-control.service.d/90-git.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
