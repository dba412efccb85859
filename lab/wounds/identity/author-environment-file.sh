#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: set the committer in a file that the unit reads
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironmentFile=-/etc/default/claude\n' > /etc/systemd/system/claude-remote-control.service.d/90-x.conf
printf 'GIT_COMMITTER_NAME="Milton"\n' > /etc/default/claude

systemctl daemon-reload
systemctl restart claude-remote-control.service
for i in $(seq 100); do ss -Htn state established '( dport = :443 )' | grep -q . && break; sleep 0.1; done
