#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve daemon.only-under-systemd
# stays: daemon.only-under-systemd
# kind: mind
# on: agents
# says: has cron start the dashboard at boot
set -eu
echo '@reboot agent /usr/local/bin/aoe serve --daemon' > /etc/cron.d/aoe
