#!/bin/sh
# of: network.reaches-relay
# red:
# kind: near-miss
# on: agents
# says: has a proxy that is not asked for this host
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=HTTPS_PROXY=http://127.0.0.1:9 NO_PROXY=claude.ai\n' > /etc/systemd/system/claude-remote-control.service.d/90-proxy.conf

systemctl daemon-reload
systemctl restart claude-remote-control.service
for i in $(seq 100); do ss -Htn state established '( dport = :443 )' | grep -q . && break; sleep 0.1; done
