#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit logs.drill
# kind: mind
# on: agents
# says: gave every line the same unit
set -eu
sed -i 's/    target_label  = "unit"/    target_label  = "unit"\n    replacement = "agents"/' /etc/alloy/config.alloy
systemctl reload alloy.service

sleep 1
logger -t drift marked
sleep 1
