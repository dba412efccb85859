#!/bin/sh
# of: playbooks.clone
# red:
# kind: near-miss
# on: agents
# says: another branch is checked out
set -eu
runuser -u agent -- git -C /home/agent/ready switch -q -c topic
