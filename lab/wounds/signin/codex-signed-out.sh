#!/bin/sh
# of: signin.codex
# red: signin.codex signin.codex-modes
# stays: signin.codex-modes
# kind: plain
# on: agents
# says: Codex was signed out
set -eu
rm /home/agent/.codex/auth.json
