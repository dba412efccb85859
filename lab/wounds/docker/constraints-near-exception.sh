#!/bin/sh
# of: docker.constraints-recorded
# red:
# kind: near-miss
# on: node
# says: an exception that is recorded as one, and lines in another order and spelling
set -eu
sed -i '1i lxc.apparmor.profile = unconfined' "$SERVICES/pve/lxc/140.conf"
sed -i 's/^lxc.cgroup2.devices.allow: c 10:200 rwm$/lxc.apparmor.profile: unconfined  # exception: runc 1.3.3 does not start containers before lxc-pve 6.0.5-2\nlxc.cgroup2.devices.allow = c  10:200 rwm/' "$SERVICES/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
