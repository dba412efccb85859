#!/bin/sh
# of: daemon.alive
# red:
# kind: near-miss
# on: agents
# says: the sign-in was missing for a while, which an earlier run of the program complained of
set -eu
mv /home/agent/.claude/.credentials.json /root/kept
systemctl restart claude-remote-control.service
sleep 1
systemctl stop claude-remote-control.service
mv /root/kept /home/agent/.claude/.credentials.json
systemctl reset-failed claude-remote-control.service
systemctl start claude-remote-control.service
sleep 3
