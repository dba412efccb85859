#!/bin/sh
# of: daemon.wants-network
# red: daemon.wants-network
# kind: mind
# on: agents
# says: no service is hooked to the target, which is reached at once
set -eu
systemctl disable networking.service
