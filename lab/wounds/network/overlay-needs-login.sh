#!/bin/sh
# of: network.overlay-joined
# red: network.overlay-joined network.own-peer
# kind: mind
# on: node
# says: let the login of agents run out
# stays: network.overlay-joined
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
next(peer for peer in rows if peer["name"] == "agents")["key"] = "another"
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
