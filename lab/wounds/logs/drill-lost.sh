#!/bin/sh
# of: logs.drill
# red: logs.shipped logs.per-unit logs.drill
# kind: plain
# on: agents
# says: points the shipper at a Loki that is not there
set -eu
sed -i 's,/loki/api/v1/push,/nowhere,' /etc/alloy/config.alloy
systemctl restart alloy.service

sleep 1
logger -t drift marked
sleep 1
