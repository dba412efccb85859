#!/bin/sh
# of: docker.sandbox-usable
# red: docker.sandbox-usable docker.nesting
# kind: mind
# on: node
# says: nesting was switched off
set -eu
sed -i 's/^features: .*/features: keyctl=1/' "$SERVICES/pve/lxc/140.conf"
lab restart agents
