#!/bin/sh
# of: docker.constraints-recorded
# red: docker.constraints-recorded
# kind: mind
# on: node
# says: the record names a line that is not in force, and the one in force only in a comment
# stays: docker.constraints-recorded
set -eu
sed -i 's/^lxc.cgroup2.devices.allow: c 10:200 rwm$/lxc.cgroup2.devices.allow: c 10:229 rwm/' "$SERVICES/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
