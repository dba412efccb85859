#!/bin/sh
# of: network.resolves
# red: network.resolves
# kind: mind
# on: node
# says: added a second record that leads to the editor host
set -eu
printf 'host-record=agents.eva-00.network,%s\n' "$NET.131" >> "$SERVICES/dns/dnsmasq.conf"
sleep 0.5
WANTED=$NET.131
for i in $(seq 50); do busybox nslookup agents.eva-00.network "$GATEWAY" 2>/dev/null | grep -q "$WANTED" && break; sleep 0.1; done
