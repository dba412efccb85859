#!/bin/sh
# of: logs.shipped
# red: logs.shipped logs.per-unit logs.drill
# kind: mind
# on: agents
# says: set the job among the labels, where Alloy overwrites it
set -eu
sed -i -e 's/labels        = { host = "agents" }/labels = { host = "agents", job = "agents" }/' -e 's/target_label = "job"/target_label = "team"/' /etc/alloy/config.alloy
systemctl restart alloy.service

sleep 1
logger -t drift marked
sleep 1
