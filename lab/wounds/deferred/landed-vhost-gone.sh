#!/bin/sh
# of: deferred.no-vhost
# red: deferred.no-vhost
# kind: mind
# on: node
# lab: option-b
# says: took the vhost of the deployed dashboard away
set -eu
: > "$SERVICES/caddy/more/aoe.caddy"
for _ in $(seq 60); do
  said=$(curl -sk -o /dev/null -w '%{http_code}' --resolve "aoe.eva-00.network:443:$GATEWAY" https://aoe.eva-00.network/ || :)
  [ "$said" = 200 ] && break
  sleep 0.5
done
