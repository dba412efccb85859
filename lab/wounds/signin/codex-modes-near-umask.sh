#!/bin/sh
# of: signin.codex-modes
# red:
# kind: near-miss
# on: agents
# says: another file beside it is open
set -eu
printf x > /home/agent/.codex/history.jsonl
chmod 0644 /home/agent/.codex/history.jsonl
