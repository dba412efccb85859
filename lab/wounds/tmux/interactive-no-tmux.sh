#!/bin/sh
# of: tmux.interactive
# red: tmux.interactive
# kind: plain
# on: agents
# says: tmux was removed
set -eu
DEBIAN_FRONTEND=noninteractive dpkg --purge --force-depends tmux >/dev/null 2>&1
