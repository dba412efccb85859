#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: mind
# on: agents
# says: a condition that does not hold keeps the alert unit from starting
set -eu
mkdir -p /etc/systemd/system/ntfy@.service.d
printf "[Unit]\nConditionPathExists=/run/ntfy-wanted\n" > /etc/systemd/system/ntfy@.service.d/10-only-if.conf
systemctl daemon-reload
