#!/bin/sh
# of: network.own-peer
# red: network.own-peer
# kind: plain
# on: node
# says: cloned the editor host with its overlay key
set -eu
lab-exec dev cat /var/lib/netbird/default.json | lab-exec agents sh -c 'cat > /var/lib/netbird/default.json && systemctl restart netbird.service'
for i in $(seq 50); do lab-exec agents netbird status --json 2>/dev/null | grep -q '"daemonStatus": "Connected"' && break; sleep 0.1; done
