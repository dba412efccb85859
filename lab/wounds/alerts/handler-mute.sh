#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: mind
# on: agents
# says: the alert unit runs a program that does nothing, for the time being
set -eu
mkdir -p /etc/systemd/system/ntfy@.service.d
printf '[Service]\nExecStart=\nExecStart=/bin/true\n' > /etc/systemd/system/ntfy@.service.d/50-quiet.conf
systemctl daemon-reload
