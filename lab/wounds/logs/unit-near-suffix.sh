#!/bin/sh
# of: logs.per-unit
# red:
# kind: near-miss
# on: agents
# says: strips the suffix from the unit's name
set -eu
sed -i 's/    source_labels = \["__journal__systemd_unit"\]/&\n    regex = "(.*)[.](service|scope)"/' /etc/alloy/config.alloy
systemctl restart alloy.service

sleep 1
logger -t drift marked
sleep 1
