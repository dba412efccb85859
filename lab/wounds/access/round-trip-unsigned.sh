#!/bin/sh
# of: access.round-trip
# red: access.round-trip
# kind: mind
# on: node
# says: does not say who tried it
set -eu
sed -i 's/^by = .*/by = " "/' "$SERVICES/attestations/attestations.toml"
