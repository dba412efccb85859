#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: agents
# says: forwards the agent to every host
set -eu
printf 'Host *\n    ForwardAgent yes\n' > /etc/ssh/ssh_config.d/forward.conf
