#!/bin/sh
# of: docker.constraints-recorded
# red: docker.constraints-recorded
# kind: mind
# on: node
# says: the unconfined profile is written down as if it were nothing
# stays: docker.constraints-recorded
set -eu
sed -i '1i lxc.apparmor.profile: unconfined' "$SERVICES/pve/lxc/140.conf"
sed -i 's/^lxc.cgroup2.devices.allow: c 10:200 rwm$/lxc.apparmor.profile: unconfined\n&/' "$SERVICES/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
