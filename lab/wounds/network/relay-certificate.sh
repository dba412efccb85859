#!/bin/sh
# of: network.reaches-relay
# red: network.reaches-relay
# kind: mind
# on: node
# says: serves the relay with a certificate that nobody here trusts; the line that stands holds on, a new one would not
set -eu
# the lab is up once the daemon has connected; its handshake, under load, takes longer, and would see the new certificate
lab-exec agents sh -c 'for i in $(seq 300); do journalctl -q -b -o cat -u claude-remote-control.service | grep -q "^Ready" && exit 0; sleep 0.1; done; exit 1'
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=claude.ai -keyout "$SERVICES/relay/key.pem" -out "$SERVICES/relay/cert.pem" 2>/dev/null
