#!/bin/sh
# of: signin.codex
# red:
# kind: near-miss
# on: agents
# says: Codex has a configuration of its own
set -eu
printf 'cli_auth_credentials_store = "file"\n' > /home/agent/.codex/config.toml
chown agent: /home/agent/.codex/config.toml
