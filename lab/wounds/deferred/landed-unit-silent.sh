#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve alerts.every-agent-unit
# kind: mind
# on: agents
# lab: option-b
# says: took the alert off the deployed dashboard
set -eu
sed -i '/^OnFailure=/d' /etc/systemd/system/aoe-serve.service
systemctl daemon-reload
systemctl restart aoe-serve.service
sleep 6
