#!/bin/sh
# of: vault.local-material
# red: vault.local-material vault.bounded-token
# kind: mind
# on: agents
# says: put a token into a world-readable environment file
# stays: vault.bounded-token
set -eu
printf 'VAULT_TOKEN=%s\n' "$(printf %s "s.$(head -c 64 /dev/urandom | base64 | tr -dc A-Za-z0-9 | cut -c1-22)a1b2")" > /etc/default/agents-vault
chmod 644 /etc/default/agents-vault
