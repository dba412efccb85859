#!/bin/sh
# of: access.round-trip
# red: access.round-trip
# kind: mind
# on: node
# says: tried it a year ago
set -eu
sed -i 's/^on = .*/on = 2025-11-01/' "$SERVICES/attestations/attestations.toml"
