#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: mind
# on: node
# says: let static files past in oauth2-proxy, by method and pattern
set -eu
printf '{"oidc_issuer_url": "https://id.eva-00.network", "skip_auth_routes": ["GET=^/_static/"]}' > "$SERVICES/oauth2_proxy/settings.json"
