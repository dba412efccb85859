#!/bin/sh
# of: access.no-work-laptop
# red:
# kind: near-miss
# on: node
# says: has a known device that is offline
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows[-1]["connected"] = False
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
