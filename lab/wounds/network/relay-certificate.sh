#!/bin/sh
# of: network.reaches-relay
# red: network.reaches-relay daemon.alive
# kind: mind
# on: node
# says: serves the relay with a certificate that nobody here trusts
set -eu
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=claude.ai -keyout "$SERVICES/relay/key.pem" -out "$SERVICES/relay/cert.pem" 2>/dev/null
