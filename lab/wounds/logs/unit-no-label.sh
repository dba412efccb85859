#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit logs.drill
# kind: plain
# on: agents
# says: dropped the rule that names the unit
set -eu
sed -i 's/target_label  = "unit"/target_label  = "__dropped"/' /etc/alloy/config.alloy
systemctl reload alloy.service

sleep 1
logger -t drift marked
sleep 1
