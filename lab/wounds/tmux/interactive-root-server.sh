#!/bin/sh
# of: tmux.interactive
# red: tmux.interactive
# stays: tmux.interactive
# kind: mind
# on: agents
# says: a tmux server runs as root
set -eu
tmux new-session -d -s root sleep 3600
