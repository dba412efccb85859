#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads
# kind: mind
# on: agents
# says: the alert unit writes %I, which garbles the unit's name
set -eu
sed -i 's/%i/%I/g' /etc/systemd/system/ntfy@.service
systemctl daemon-reload
