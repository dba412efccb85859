#!/bin/sh
# of: deferred.no-client
# red: 
# kind: near-miss
# on: node
# says: registered a client for another service
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
clients.append({**clients[0], "id": "client-y", "name": "Grafana", "callbackURLs": ["https://grafana.eva-00.network/login/generic_oauth"]})
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
