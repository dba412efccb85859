#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve daemon.only-under-systemd
# kind: mind
# on: agents
# says: put a unit of the service user's own in place, not started yet
set -eu
install -d -o agent -g agent /home/agent/.config /home/agent/.config/systemd /home/agent/.config/systemd/user
printf '[Service]\nExecStart=/usr/local/bin/aoe serve\n' > /home/agent/.config/systemd/user/dashboard.service
chown agent:agent /home/agent/.config/systemd/user/dashboard.service
