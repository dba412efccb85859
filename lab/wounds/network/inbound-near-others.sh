#!/bin/sh
# of: network.no-inbound
# red:
# kind: near-miss
# on: node
# says: opened everything between personal devices, where agents is not among them
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
group = [{"id": "grp-personal", "name": "personal", "peers_count": 2}]
rule = {"id": "r", "name": "devices", "enabled": True, "action": "accept", "bidirectional": True, "protocol": "all", "sources": group, "destinations": group}
rows.append({"id": "pol-d", "name": "devices", "enabled": True, "rules": [rule]})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
