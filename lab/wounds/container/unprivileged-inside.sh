#!/bin/sh
# of: container.unprivileged
# red: container.unprivileged
# kind: mind
# on: agents
# says: shows another uid map inside than Proxmox believes in
set -eu
printf '         0          0 4294967295\n' > /run/uid_map
mount --bind /run/uid_map /proc/1/uid_map
