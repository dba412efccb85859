#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: node
# says: opened everything to everybody in the overlay
# stays: network.no-inbound
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
group = [{"id": "grp-All", "name": "All", "peers_count": 4}]
rule = {"id": "r", "name": "Default", "enabled": True, "action": "accept", "bidirectional": True, "protocol": "all", "sources": group, "destinations": group}
rows.append({"id": "pol-d", "name": "Default", "enabled": True, "rules": [rule]})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
