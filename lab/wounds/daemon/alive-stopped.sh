#!/bin/sh
# of: daemon.alive
# red: daemon.alive
# kind: plain
# on: agents
# says: somebody stopped the program with a signal and forgot it
set -eu
pid=$(systemctl show -p MainPID --value claude-remote-control.service)
[ "$pid" != 0 ] # 0 would stop whoever inflicts this
kill -STOP "$pid"
