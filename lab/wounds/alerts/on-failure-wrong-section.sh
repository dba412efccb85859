#!/bin/sh
# of: alerts.on-failure
# red: alerts.on-failure alerts.every-agent-unit
# kind: mind
# on: agents
# says: the alert stands in [Service], where systemd does not read it
set -eu
sed -i '/^OnFailure=/d; s/^\[Service\]/&\nOnFailure=ntfy@%n.service/' /etc/systemd/system/claude-remote-control.service
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
