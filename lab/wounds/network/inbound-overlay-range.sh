#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: node
# says: opened a range with nearly every port in the overlay
# stays: network.no-inbound
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
sources, destinations = ([{"id": f"grp-{name}", "name": name, "peers_count": 2}] for name in ("personal", "hosts"))
rule = {"id": "r", "name": "dev", "enabled": True, "action": "accept", "bidirectional": False, "protocol": "tcp", "sources": sources, "destinations": destinations, "port_ranges": [{"start": 1024, "end": 65535}]}
rows.append({"id": "pol-d", "name": "dev", "enabled": True, "rules": [rule]})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
