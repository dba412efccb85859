#!/bin/sh
# of: daemon.calm
# red:
# kind: near-miss
# on: agents
# says: an operator restarted it many times
set -eu
for _ in 1 2 3 4 5 6; do
  systemctl reset-failed claude-remote-control.service
  systemctl restart claude-remote-control.service
  sleep 0.3
done
sleep 3
