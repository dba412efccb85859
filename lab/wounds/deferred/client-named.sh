#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# says: registered a client for the AoE dashboard, without a callback yet
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
clients.append({**clients[0], "id": "client-y", "name": "AoE dashboard", "callbackURLs": []})
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
