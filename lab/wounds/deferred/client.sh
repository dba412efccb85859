#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: plain
# on: node
# says: registered an OIDC client for the dashboard ahead of its decision
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
clients.append({**clients[0], "id": "client-x", "name": "Agents", "callbackURLs": ["https://aoe.eva-00.network/oauth2/callback"]})
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
