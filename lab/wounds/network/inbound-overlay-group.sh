#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: node
# says: opened everything to a device's group, by a policy for the group of all hosts
# stays: network.no-inbound
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
sources, destinations = ([{"id": f"grp-{name}", "name": name, "peers_count": 2}] for name in ("personal", "hosts"))
rule = {"id": "r", "name": "devices", "enabled": True, "action": "accept", "bidirectional": True, "protocol": "all", "sources": sources, "destinations": destinations}
rows.append({"id": "pol-d", "name": "devices", "enabled": True, "rules": [rule]})
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
