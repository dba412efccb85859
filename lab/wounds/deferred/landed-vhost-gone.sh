#!/bin/sh
# of: deferred.no-vhost
# red: deferred.no-vhost
# kind: mind
# on: node
# lab: option-b
# says: took the vhost of the deployed dashboard away
set -eu
: > "$SERVICES/caddy/more/aoe.caddy"
sleep 3
