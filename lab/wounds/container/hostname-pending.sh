#!/bin/sh
# of: container.hostname
# red: container.hostname container.exists container.no-pending playbooks.inventory
# stays: container.exists
# kind: mind
# on: node
# says: has the right name only among what waits for a restart
set -eu
conf="$SERVICES/pve/lxc/140.conf"
sed -i 's/^hostname: agents/hostname: agentz/' "$conf"
printf '\n[pve:pending]\nhostname: agents\n' >> "$conf"
