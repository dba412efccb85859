#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: mind
# on: agents
# says: the alert unit is masked, OnFailure= reads as ever
set -eu
mv /etc/systemd/system/ntfy@.service /root/
systemctl -q mask ntfy@.service
systemctl daemon-reload
