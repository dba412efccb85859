#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# lab: option-b
# says: deleted the client of the deployed dashboard
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = [client for client in json.load(open(sys.argv[1])) if client["name"] != "aoe"]
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
