#!/bin/sh
# of: signin.no-copies
# red: signin.no-copies
# kind: mind
# on: agents
# says: root has a copy in its home
set -eu
mkdir -p /root/.claude
cp /home/agent/.claude/.credentials.json /root/.claude/.credentials.json
