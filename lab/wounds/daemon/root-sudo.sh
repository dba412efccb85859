#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: the service user may do everything by sudo without a password
set -eu
echo 'agent ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/agent
chmod 440 /etc/sudoers.d/agent
