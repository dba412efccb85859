#!/bin/sh
# of: environment.login
# red: environment.login
# kind: mind
# on: agents
# says: a tmux server on a socket of its own gives it to every new pane
set -eu
su agent -c 'tmux -S /home/agent/work.sock new-session -d -s work sleep 3600; tmux -S /home/agent/work.sock set-environment -g ANTHROPIC_API_KEY sk-ant-api03-wound'
