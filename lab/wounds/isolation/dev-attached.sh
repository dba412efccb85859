#!/bin/sh
# of: isolation.dev-side
# red: isolation.dev-side
# kind: mind
# on: node
# says: a volume of agents was attached to the dev container while it ran
set -eu
mkdir -p "$LAB/volumes/apps-pool/subvol-140-disk-1/shared"
lab-exec dev mkdir -p /srv/agents
lab-attach dev "$LAB/volumes/apps-pool/subvol-140-disk-1/shared" /srv/agents
