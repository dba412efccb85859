#!/bin/sh
# of: deferred.no-aoe-serve
# red: 
# kind: near-miss
# on: agents
# says: runs other commands of AoE from a timer
set -eu
printf '[Unit]\nOnFailure=ntfy@%%n.service\n[Service]\nType=oneshot\nUser=agent\nExecStart=/usr/local/bin/aoe list --json\n# later: /usr/local/bin/aoe serve\n' > /etc/systemd/system/aoe-report.service
printf '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n' > /etc/systemd/system/aoe-report.timer
systemctl daemon-reload
systemctl enable -q aoe-report.timer
