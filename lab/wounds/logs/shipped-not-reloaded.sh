#!/bin/sh
# of: logs.shipped
# red: logs.shipped logs.per-unit logs.drill
# kind: mind
# on: agents
# says: corrected the configuration and did not reload it
set -eu
sed -i.right 's/replacement  = "agents"/replacement  = "dev"/' /etc/alloy/config.alloy
systemctl restart alloy.service
sleep 1
cp /etc/alloy/config.alloy.right /etc/alloy/config.alloy
rm /etc/alloy/config.alloy.right

sleep 1
logger -t drift marked
sleep 1
