#!/bin/sh
# of: vault.local-material
# red: vault.local-material vault.scoped-token
# kind: mind
# on: node
# says: copied the editor host's login to agents
# stays: vault.local-material vault.scoped-token
set -eu
for part in role_id secret_id; do
  lab-exec dev cat /etc/vault-agent/$part | lab-exec agents sh -c "cat > /etc/vault-agent/$part"
done
