#!/bin/sh
# of: access.round-trip
# red: access.round-trip
# kind: mind
# on: node
# says: tried it before the daemon was built anew
set -eu
sed -i "s/^on = .*/on = $(date -u -d '2 days ago' +%Y-%m-%d)/" "$SERVICES/attestations/attestations.toml"
