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
for _ in $(seq 60); do
  said=$(curl -sk -o /dev/null -w '%{http_code}' --resolve "aoe.eva-00.network:443:$GATEWAY" https://aoe.eva-00.network/ || :)
  [ "$said" = 401 ] && break
  sleep 0.5
done
