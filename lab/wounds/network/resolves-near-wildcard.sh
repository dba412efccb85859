#!/bin/sh
# of: network.resolves
# red:
# kind: near-miss
# on: node
# says: has no record but a wildcard that leads there
set -eu
sed -i -e '/^host-record=agents/d' -e "s,^address=.*,address=/eva-00.network/$NET.140," "$SERVICES/dns/dnsmasq.conf"
sleep 0.5
WANTED=$NET.140
for i in $(seq 50); do busybox nslookup agents.eva-00.network "$GATEWAY" 2>/dev/null | grep -q "$WANTED" && break; sleep 0.1; done
