#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# says: lets a client of another service lead back to every name of the domain
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
clients.append({**clients[0], "id": "client-z", "name": "Apps", "callbackURLs": ["https://*.eva-00.network/oauth2/callback"]})
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
