#!/bin/sh
# of: daemon.alive
# red: daemon.alive
# kind: plain
# on: agents
# says: the program hangs and has lost its line to the relay
set -eu
relay=$(getent ahostsv4 claude.ai | awk '{ print $1; exit }')
ip route replace unreachable "$relay"
kill -STOP "$(systemctl show -p MainPID --value claude-remote-control.service)"
ss -K dst "$relay" >/dev/null 2>&1 || true
sleep 1
ip route del unreachable "$relay"
