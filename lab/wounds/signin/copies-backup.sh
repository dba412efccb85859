#!/bin/sh
# of: signin.no-copies
# red: signin.no-copies
# kind: plain
# on: agents
# says: somebody kept a backup beside the credential
set -eu
cp /home/agent/.claude/.credentials.json /home/agent/.claude/.credentials.json.bak
chmod 0600 /home/agent/.claude/.credentials.json.bak
chown agent: /home/agent/.claude/.credentials.json.bak
