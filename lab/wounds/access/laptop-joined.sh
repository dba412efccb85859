#!/bin/sh
# of: access.no-work-laptop
# red: access.no-work-laptop
# kind: plain
# on: node
# says: joined the work laptop to the overlay
set -eu
python3 - "$SERVICES/netbird/peers.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows.append({**rows[-1], "id": "peer-50", "name": "corp-laptop-4711", "hostname": "corp-laptop-4711", "ip": "100.92.0.50", "dns_label": "corp-laptop-4711.x", "key": "k"})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
