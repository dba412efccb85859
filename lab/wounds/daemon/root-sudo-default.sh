#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: sudo asks the service user for nothing
set -eu
printf 'Defaults:agent !authenticate\nagent ALL=(root) /usr/bin/apt-get\n' > /etc/sudoers.d/agent
chmod 440 /etc/sudoers.d/agent
