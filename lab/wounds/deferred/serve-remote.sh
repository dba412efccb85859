#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve daemon.only-under-systemd
# kind: mind
# on: agents
# says: ran the dashboard with its public tunnel in a terminal
set -eu
setsid -f runuser -u agent -- /usr/local/bin/aoe serve --remote >/dev/null 2>&1 </dev/null
sleep 1
