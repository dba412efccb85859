#!/bin/sh
# of: environment.manager
# red: environment.manager
# stays: environment.manager
# kind: mind
# on: node
# says: the container's configuration sets it, from the next start on
set -eu
printf 'lxc.environment = DISABLE_TELEMETRY=1\n' >> "$CT/agents/config"
