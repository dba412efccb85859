#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads
# kind: mind
# on: agents
# says: the alert for this one unit was silenced by a drop-in of its own
set -eu
mkdir -p /etc/systemd/system/ntfy@claude-remote-control.service.service.d
printf '[Service]\nExecStart=\nExecStart=/bin/true\n' > /etc/systemd/system/ntfy@claude-remote-control.service.service.d/quiet.conf
systemctl daemon-reload
