#!/bin/sh
# of: deferred.no-aoe-serve
# red: 
# kind: near-miss
# on: agents
# says: reaches out by ssh, and copies by rsync with relative names
set -eu
printf '[Service]\nUser=agent\nExecStart=/usr/bin/ssh -N -L 5432:127.0.0.1:5432 db.example.org\n' > /etc/systemd/system/database.service
printf '[Service]\nType=oneshot\nExecStart=/usr/bin/rsync -e ssh -R /srv/notes db.example.org:\n' > /etc/systemd/system/notes.service
systemctl daemon-reload
