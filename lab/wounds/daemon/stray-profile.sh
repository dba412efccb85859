#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: the next login starts one in tmux
set -eu
echo '[ -n "$TMUX" ] || (cd ~/ready && tmux new-session -d -s rc claude remote-control --name ready)' >> /home/agent/.profile
