#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: cron starts one at the next boot
set -eu
echo '@reboot agent cd /home/agent/ready && /usr/local/bin/claude remote-control --name ready' > /etc/cron.d/claude
