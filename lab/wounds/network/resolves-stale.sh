#!/bin/sh
# of: network.resolves
# red: network.resolves
# kind: plain
# on: node
# says: left a stale record
set -eu
sed -i 's/^host-record=agents.*/host-record=agents.eva-00.network,'$NET.77/ "$SERVICES/dns/dnsmasq.conf"
WANTED=$NET.77
for i in $(seq 50); do busybox nslookup agents.eva-00.network "$GATEWAY" 2>/dev/null | grep -q "$WANTED" && break; sleep 0.1; done
