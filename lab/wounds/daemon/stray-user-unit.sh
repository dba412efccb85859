#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: a unit of the user's own manager starts one at the next login
set -eu
mkdir -p /home/agent/.config/systemd/user
printf '[Service]\nExecStart=/usr/local/bin/claude remote-control --name laptop\n[Install]\nWantedBy=default.target\n' > /home/agent/.config/systemd/user/my-remote.service
chown -R agent: /home/agent/.config
