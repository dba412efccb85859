#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: set author variables in the unit
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironment=GIT_AUTHOR_NAME=milton GIT_AUTHOR_EMAIL=m@x\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf

systemctl daemon-reload
systemctl restart claude-remote-control.service
for i in $(seq 100); do ss -Htn state established '( dport = :443 )' | grep -q . && break; sleep 0.1; done
