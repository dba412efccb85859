#!/bin/sh
# of: logs.drill
# red:
# kind: near-miss
# on: agents
# says: logs a thousand lines at once
set -eu
seq 1000 | logger -t busy
sleep 1
