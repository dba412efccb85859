#!/bin/sh
# of: network.resolves
# red: network.resolves
# kind: mind
# on: node
# says: dropped the record, so that the wildcard leads to the proxy
set -eu
sed -i '/^host-record=agents/d' "$SERVICES/dns/dnsmasq.conf"
WANTED=$GATEWAY
sleep 0.5
for i in $(seq 50); do busybox nslookup agents.eva-00.network "$GATEWAY" 2>/dev/null | grep -q "$WANTED" && break; sleep 0.1; done
