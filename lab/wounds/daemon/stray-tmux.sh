#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: plain
# on: agents
# says: a second daemon runs in a tmux session
set -eu
su agent -c 'cd ~/ready && tmux new-session -d -s m claude remote-control --name ready'
sleep 2
