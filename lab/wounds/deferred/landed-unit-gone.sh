#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# stays: deferred.no-aoe-serve
# kind: mind
# on: agents
# lab: option-b
# says: took the unit of the deployed dashboard away
set -eu
systemctl disable -q --now aoe-serve.service
rm /etc/systemd/system/aoe-serve.service
systemctl daemon-reload
