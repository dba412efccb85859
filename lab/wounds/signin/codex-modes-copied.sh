#!/bin/sh
# of: signin.codex-modes
# red: signin.codex-modes
# kind: mind
# on: agents
# says: auth.json kept the mode and the owner it was copied with
set -eu
chmod 0644 /home/agent/.codex/auth.json
chown root: /home/agent/.codex/auth.json
