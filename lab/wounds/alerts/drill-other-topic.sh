#!/bin/sh
# of: alerts.fire-drill
# red: alerts.fire-drill
# kind: mind
# on: agents
# says: the alert goes to a topic that nobody reads
set -eu
sed -i 's,/homelab-alerts,/homelab-alert,' /etc/systemd/system/ntfy@.service
systemctl daemon-reload
