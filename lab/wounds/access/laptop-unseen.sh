#!/bin/sh
# of: access.no-work-laptop
# red: access.no-work-laptop network.own-peer network.overlay-joined
# kind: mind
# on: node
# stays: network.overlay-joined
# says: gave the auditor a token that sees other peers only
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = [row for row in json.load(open(sys.argv[1])) if row["name"] != "agents"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
