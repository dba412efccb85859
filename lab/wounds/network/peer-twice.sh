#!/bin/sh
# of: network.own-peer
# red: network.own-peer
# kind: mind
# on: node
# says: joined a second peer of the same name
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows.append({**next(peer for peer in rows if peer["name"] == "agents"), "id": "peer-9", "ip": "100.92.0.9", "key": "another"})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
