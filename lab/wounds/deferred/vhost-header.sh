#!/bin/sh
# of: deferred.no-vhost
# red: deferred.no-vhost
# kind: mind
# on: node
# says: keeps a vhost that answers as empty as any other name, and sets a header
set -eu
cat > "$SERVICES/caddy/more/wound.caddy" <<'C'
aoe.eva-00.network {
	import own_certificate
	header Strict-Transport-Security max-age=31536000
	respond "" 200
}
C
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; grep -q wound "$SERVICES/caddy/caddy.log" && break; done
sleep 2
