#!/bin/sh
# of: logs.shipped
# red:
# kind: near-miss
# on: agents
# says: wrote the rules in another order and added a label
set -eu
sed -i 's/labels        = { host = "agents" }/labels = { host = "agents", team = "homelab" }/' /etc/alloy/config.alloy
systemctl reload alloy.service

sleep 1
logger -t drift marked
sleep 1
