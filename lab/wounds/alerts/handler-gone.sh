#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: plain
# on: agents
# says: the alert unit is gone, which systemd-analyze verify does not mind
set -eu
rm /etc/systemd/system/ntfy@.service
systemctl daemon-reload
