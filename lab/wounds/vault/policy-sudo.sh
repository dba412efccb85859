#!/bin/sh
# of: vault.scoped-policy
# red: vault.scoped-policy
# kind: mind
# on: node
# says: asked for sudo below the agents path
set -eu
(bao policy read agents; cat <<'HCL') | bao policy write agents - >/dev/null
path "secret/data/agents/root/*" {
  capabilities = ["read", "sudo"]
}
HCL
