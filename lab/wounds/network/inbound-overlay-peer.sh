#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: node
# says: opened every TCP port of the one peer, by a policy without groups
# stays: network.no-inbound
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rule = {"id": "r", "name": "try", "enabled": True, "action": "accept", "bidirectional": False, "protocol": "tcp", "sources": [{"id": "grp-personal", "name": "personal", "peers_count": 2}], "destinations": None, "destinationResource": {"id": "peer-140", "type": "peer"}}
rows.append({"id": "pol-d", "name": "try", "enabled": True, "rules": [rule]})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
