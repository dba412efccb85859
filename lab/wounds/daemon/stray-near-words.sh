#!/bin/sh
# of: daemon.only-under-systemd
# red:
# kind: near-miss
# on: agents
# says: somebody reads about Remote Control, and a cron comment names it
set -eu
echo '# never: @reboot agent claude remote-control' > /etc/cron.d/note
printf 'remote-control serve\n' > /home/agent/claude-notes
(setpriv --reuid=1000 --regid=1000 --init-groups tail -f /home/agent/claude-notes >/dev/null 2>&1 </dev/null &)
(setpriv --reuid=1000 --regid=1000 --init-groups python3 -m http.server --bind 127.0.0.1 0 >/dev/null 2>&1 </dev/null &)
sleep 0.5
