#!/bin/sh
# of: alerts.reaches-failed
# red: alerts.reaches-failed
# kind: mind
# on: agents
# says: a program that ends cleanly is not restarted, and not failed either
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n# the relay ends the program when it has been offline for long\nRestart=on-failure\n' > /etc/systemd/system/claude-remote-control.service.d/90-restart.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
