#!/bin/sh
# of: daemon.wants-network
# red: daemon.wants-network
# kind: mind
# on: agents
# says: the target is masked, so that ordering after it orders nothing
set -eu
systemctl mask network-online.target
