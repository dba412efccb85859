#!/bin/sh
# of: signin.claude-modes
# red: signin.claude-modes
# kind: mind
# on: agents
# says: an ACL lets another account read the credential
set -eu
setfacl -m u:nobody:r /home/agent/.claude/.credentials.json
