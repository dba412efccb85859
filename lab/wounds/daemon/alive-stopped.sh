#!/bin/sh
# of: daemon.alive
# red: daemon.alive
# kind: plain
# on: agents
# says: somebody stopped the program with a signal and forgot it
set -eu
kill -STOP "$(systemctl show -p MainPID --value claude-remote-control.service)"
