#!/bin/sh
# of: alerts.fire-drill
# red:
# kind: near-miss
# on: agents
# says: the alert takes its time
set -eu
sed -i 's/^Type=oneshot/&\nExecStartPre=\/bin\/sleep 6/' /etc/systemd/system/ntfy@.service
systemctl daemon-reload
