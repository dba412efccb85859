#!/bin/sh
# of: alerts.handler-loads
# red:
# kind: near-miss
# on: agents
# says: the token is read-only, and %I stands where people read it
set -eu
chmod 400 /etc/ntfy/token
sed -i 's/^Description=.*/Description=Tell ntfy that %I failed/' /etc/systemd/system/ntfy@.service
systemctl daemon-reload
