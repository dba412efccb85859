#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# kind: mind
# on: agents
# says: serves the dashboard by a command whose verb stands in a variable of the unit
set -eu
printf '[Service]\nUser=agent\nEnvironment=VERB=serve\nExecStart=/usr/local/bin/aoe $VERB\n' > /etc/systemd/system/dashboard.service
systemctl daemon-reload
