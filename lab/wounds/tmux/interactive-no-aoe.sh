#!/bin/sh
# of: tmux.interactive
# red: tmux.interactive playbooks.tools
# stays: tmux.interactive playbooks.tools
# kind: mind
# on: agents
# says: AoE cannot be run by the service user
set -eu
chmod 700 /usr/local/bin/aoe
