#!/bin/sh
# of: access.mosh
# red: access.mosh
# kind: mind
# on: node
# says: let mosh through to another group of the overlay
# stays: access.mosh
set -eu
sed -i 's/\(.*"udp".*"destinations": \[{"id": "\)grp-hosts", "name": "hosts"/\1grp-routers", "name": "routers"/' "$SERVICES/netbird/policies.json"
