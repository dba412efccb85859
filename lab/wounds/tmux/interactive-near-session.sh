#!/bin/sh
# of: tmux.interactive
# red:
# kind: near-miss
# on: agents
# says: the service user works in tmux
set -eu
su agent -c 'tmux new-session -d -s work sleep 3600'
