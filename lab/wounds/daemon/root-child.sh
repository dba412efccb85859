#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: a process of the daemon runs as root
set -eu
group=$(systemctl show -p ControlGroup --value claude-remote-control.service)
(
  for root in /sys/fs/cgroup/systemd /sys/fs/cgroup /sys/fs/cgroup/unified; do
    [ ! -e "$root$group/cgroup.procs" ] || echo 0 > "$root$group/cgroup.procs"
  done
  exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all env -i sleep 3600 >/dev/null 2>&1 </dev/null
) &
sleep 0.3
