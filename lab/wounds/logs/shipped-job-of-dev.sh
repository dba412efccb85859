#!/bin/sh
# of: logs.shipped
# red: logs.shipped logs.per-unit logs.drill
# kind: mind
# on: agents
# says: copied the configuration of the editor host
set -eu
sed -i 's/replacement  = "agents"/replacement  = "dev"/' /etc/alloy/config.alloy
systemctl restart alloy.service

sleep 1
logger -t drift marked
sleep 1
