#!/bin/sh
# of: vault.local-material
# red: vault.local-material
# kind: plain
# on: agents
# says: opened the secret id to everybody
set -eu
chmod 644 /etc/vault-agent/secret_id
