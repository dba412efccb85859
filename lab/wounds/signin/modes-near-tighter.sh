#!/bin/sh
# of: signin.claude-modes
# red:
# kind: near-miss
# on: agents
# says: the credential is read-only even for its owner
set -eu
chmod 0400 /home/agent/.claude/.credentials.json
