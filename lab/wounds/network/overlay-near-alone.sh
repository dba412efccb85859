#!/bin/sh
# of: network.overlay-joined
# red:
# kind: near-miss
# on: node
# says: has no peer connected, as lazy connections do, and a newer client
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
for peer in rows:
    peer["connected"] = peer["name"] == "agents"
    peer["version"] = "0.60.0"
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
