#!/bin/sh
# of: signin.claude-modes
# red: signin.claude-modes
# kind: mind
# on: agents
# says: the directory of the credential may be entered by all
set -eu
chmod 0755 /home/agent/.claude
