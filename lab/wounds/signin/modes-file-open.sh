#!/bin/sh
# of: signin.claude-modes
# red: signin.claude-modes
# kind: plain
# on: agents
# says: the credential may be read by all
set -eu
chmod 0644 /home/agent/.claude/.credentials.json
