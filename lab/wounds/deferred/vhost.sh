#!/bin/sh
# of: deferred.no-vhost
# red: deferred.no-vhost
# kind: plain
# on: node
# says: published the AoE dashboard behind the sign-in ahead of its decision
set -eu
cat > "$SERVICES/caddy/more/wound.caddy" <<'C'
aoe.eva-00.network {
	import own_certificate
	import signed_in {$GATEWAY}:8443
}
C
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; grep -q wound "$SERVICES/caddy/caddy.log" && break; done
sleep 2
