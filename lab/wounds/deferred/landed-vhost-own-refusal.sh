#!/bin/sh
# of: deferred.no-vhost
# red: deferred.no-vhost
# kind: mind
# on: node
# lab: option-b
# says: leads the vhost past the sign-in to AoE, which refuses by itself
set -eu
cat > "$SERVICES/caddy/more/aoe.caddy" <<C
aoe.eva-00.network {
	import own_certificate
	reverse_proxy $NET.140:8080
}
C
sleep 3
