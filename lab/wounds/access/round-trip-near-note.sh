#!/bin/sh
# of: access.round-trip
# red:
# kind: near-miss
# on: node
# says: wrote more down than was asked
set -eu
printf 'where = "on a train"\n' >> "$SERVICES/attestations/attestations.toml"
