#!/bin/sh
# of: network.reaches-relay
# red: network.reaches-relay
# kind: plain
# on: agents
# says: gave the daemon a proxy that is not there
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=HTTPS_PROXY=http://127.0.0.1:9\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf

systemctl daemon-reload
systemctl restart claude-remote-control.service
for i in $(seq 100); do ss -Htn state established '( dport = :443 )' | grep -q . && break; sleep 0.1; done
