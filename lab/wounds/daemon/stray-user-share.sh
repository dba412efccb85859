#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: a user unit below ~/.local/share starts one
set -eu
mkdir -p /home/agent/.local/share/systemd/user
printf '[Service]\nExecStart=/usr/local/bin/claude remote-control --name laptop\n[Install]\nWantedBy=default.target\n' > /home/agent/.local/share/systemd/user/laptop.service
chown -R agent: /home/agent/.local
