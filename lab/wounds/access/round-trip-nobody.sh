#!/bin/sh
# of: access.round-trip
# red: access.round-trip
# kind: plain
# on: node
# says: nobody has tried it
set -eu
: > "$SERVICES/attestations/attestations.toml"
