#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# says: prepared oauth2-proxy for it in the playbooks
set -eu
cat >> "$SERVICES/playbooks/checkout/ansible/inventory/host_vars/infra-apps.yml" <<'Y'
oauth2_proxy_redirect_hosts:
  - aoe.eva-00.network
Y
