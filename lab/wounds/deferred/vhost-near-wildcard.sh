#!/bin/sh
# of: deferred.no-vhost
# red: 
# kind: near-miss
# on: node
# says: answers 404 for every name that has no block of its own
set -eu
cat > "$SERVICES/caddy/more/wound.caddy" <<'C'
*.eva-00.network {
	import own_certificate
	error 404
}
C
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; grep -q wound "$SERVICES/caddy/caddy.log" && break; done
sleep 2
