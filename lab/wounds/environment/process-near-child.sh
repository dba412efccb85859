#!/bin/sh
# of: environment.process
# red:
# kind: near-miss
# on: agents
# says: a session carries harmless variables with similar names
set -eu
group=$(systemctl show -p ControlGroup --value claude-remote-control.service)
(
  for root in /sys/fs/cgroup/systemd /sys/fs/cgroup /sys/fs/cgroup/unified; do
    [ ! -e "$root$group/cgroup.procs" ] || echo 0 > "$root$group/cgroup.procs"
  done
  exec setpriv --reuid=1000 --regid=1000 --init-groups --no-new-privs --bounding-set=-all env ANTHROPIC_API_KEY= ANTHROPIC_API_KEY_OLD=x sleep 3600 >/dev/null 2>&1 </dev/null
) &
sleep 0.3
