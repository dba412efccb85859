#!/bin/sh
# of: tmux.interactive
# red: tmux.interactive
# stays: tmux.interactive
# kind: mind
# on: agents
# says: a tmux server runs in the daemon's private /tmp, where no login finds it
set -eu
main=$(systemctl show -p MainPID --value claude-remote-control.service)
nsenter -t "$main" -m -- setpriv --reuid=1000 --regid=1000 --init-groups env -i HOME=/home/agent PATH=/usr/bin:/bin tmux new-session -d -s hidden sleep 3600
