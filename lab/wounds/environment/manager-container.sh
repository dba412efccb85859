#!/bin/sh
# of: environment.manager
# red: environment.manager docker.constraints-recorded
# stays: environment.manager docker.constraints-recorded
# kind: mind
# on: node
# says: the container is started with the variable
set -eu
sed -i "1i lxc.environment: ANTHROPIC_API_KEY=sk-ant-api03-wound" "$SERVICES/pve/lxc/140.conf"
lab restart agents
