#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: printf 'Host *\n    ForwardAgent yes\n' > /etc/ssh/ssh_config.d/forward.conf
# says: agents
set -eu
forwards the agent to every host
