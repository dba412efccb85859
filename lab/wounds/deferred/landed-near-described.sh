#!/bin/sh
# of: deferred.no-aoe-serve
# red: 
# kind: near-miss
# on: agents
# lab: option-b
# says: described the deployed dashboard in a drop-in
set -eu
mkdir -p /etc/systemd/system/aoe-serve.service.d
printf '[Unit]\nDescription=The dashboard\n[Service]\nEnvironment=TERM=dumb\n' > /etc/systemd/system/aoe-serve.service.d/50-wound.conf
systemctl daemon-reload
systemctl restart aoe-serve.service
sleep 3
