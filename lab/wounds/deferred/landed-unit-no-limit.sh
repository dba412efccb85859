#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# stays: deferred.no-aoe-serve
# kind: mind
# on: agents
# lab: option-b
# says: lets the deployed dashboard crash without end
set -eu
mkdir -p /etc/systemd/system/aoe-serve.service.d
printf '[Unit]\nStartLimitIntervalSec=0\n' > /etc/systemd/system/aoe-serve.service.d/50-wound.conf
systemctl daemon-reload
systemctl restart aoe-serve.service
sleep 3
