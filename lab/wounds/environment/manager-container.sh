#!/bin/sh
# of: environment.manager
# red: environment.manager
# stays: environment.manager
# kind: mind
# on: node
# says: the container is started with the variable
set -eu
printf 'lxc.environment = ANTHROPIC_API_KEY=sk-ant-api03-wound\n' >> "$CT/agents/config"
lab restart agents
