#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# lab: option-b
# says: lets the client of the deployed dashboard lead back to another name as well
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
for client in clients:
    if client["name"] == "aoe":
        client["callbackURLs"].append("http://localhost:4180/oauth2/callback")
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
