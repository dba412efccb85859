#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: a second daemon was started by nohup, by way of its short subcommand
set -eu
(cd /home/agent/ready && setpriv --reuid=1000 --regid=1000 --init-groups env -i HOME=/home/agent PATH=/usr/local/bin:/usr/bin:/bin nohup claude rc --name mac --spawn same-dir >/dev/null 2>&1 </dev/null &)
sleep 2
