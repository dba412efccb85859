#!/bin/sh
# of: isolation.dev-side
# red: isolation.dev-side
# kind: mind
# on: node
# says: the dev host mounts the home of agents over sshfs
set -eu
lab-exec dev mkdir -p /srv/agents
lab-sshfs dev agent@agents.eva-00.network:/home/agent /srv/agents
