#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: the user's own crontab starts one at the next boot
set -eu
echo '@reboot cd ready && claude remote-control --name ready --spawn=worktree' > /var/spool/cron/crontabs/agent
chown agent:crontab /var/spool/cron/crontabs/agent
chmod 600 /var/spool/cron/crontabs/agent
