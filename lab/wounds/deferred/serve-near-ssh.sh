#!/bin/sh
# of: deferred.no-aoe-serve
# red:
# kind: near-miss
# on: agents
# says: fetches something over ssh, and forwards a port of its own to another host
set -eu
cat > /etc/systemd/system/fetch.service <<'U'
[Service]
User=agent
ExecStart=/usr/bin/ssh -N -L 127.0.0.1:5432:127.0.0.1:5432 db.example.org
ExecStartPre=/usr/bin/rsync -a -e ssh -R db.example.org:lists /tmp/lists
U
systemctl daemon-reload
