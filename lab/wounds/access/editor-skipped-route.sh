#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: mind
# on: node
# says: let a route past in oauth2-proxy
set -eu
printf '{"oidc_issuer_url": "https://id.eva-00.network", "skip_auth_routes": ["^/healthz"]}' > "$SERVICES/oauth2_proxy/settings.json"
