#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: plain
# on: node
# says: took the sign-in from before the editor
set -eu
sed -i 's,import signed_in {$GATEWAY}:8443,reverse_proxy {$GATEWAY}:8443,' "$SERVICES/caddy/Caddyfile"
sleep 3
