#!/bin/sh
# of: vault.bounded-token
# red: vault.bounded-token
# kind: mind
# on: node
# says: signed in as root on the host and left the token there
set -eu
lab-exec agents sh -c 'umask 077; cat > /root/.vault-token' < "$SECRETS/vault-root"
