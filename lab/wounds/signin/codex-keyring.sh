#!/bin/sh
# of: signin.codex
# red: signin.codex signin.codex-modes
# stays: signin.codex-modes
# kind: mind
# on: agents
# says: Codex is told to keep its sign-in in a keyring, and no file is there
set -eu
sed -i '1i cli_auth_credentials_store = "keyring"' /home/agent/.codex/config.toml
rm /home/agent/.codex/auth.json
