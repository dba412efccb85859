#!/bin/sh
# of: signin.claude-modes
# red: signin.claude-modes
# kind: mind
# stays: signin.claude-modes
# on: agents
# says: the credential is a link to a file elsewhere
set -eu
mkdir -p /home/agent/.claude/real
mv /home/agent/.claude/.credentials.json /home/agent/.claude/real/.credentials.json
ln -s real/.credentials.json /home/agent/.claude/.credentials.json
chown -hR agent: /home/agent/.claude/real /home/agent/.claude/.credentials.json
chmod 0700 /home/agent/.claude/real
