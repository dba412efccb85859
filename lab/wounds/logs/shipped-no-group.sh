#!/bin/sh
# of: logs.shipped
# red: logs.shipped logs.per-unit logs.drill
# kind: mind
# on: agents
# says: took Alloy out of the groups that read the journal
set -eu
gpasswd -d alloy systemd-journal >/dev/null
gpasswd -d alloy adm >/dev/null
mkdir -p /etc/systemd/system/alloy.service.d
sed -i 's/^SupplementaryGroups=.*/SupplementaryGroups=/' /etc/systemd/system/alloy.service
systemctl daemon-reload
systemctl restart alloy.service
