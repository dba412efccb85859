#!/bin/sh
# of: deferred.no-client
# red: deferred.no-client
# kind: mind
# on: node
# says: gave an existing client a second way back
set -eu
python3 - "$SERVICES/pocketid/clients.json" <<'PY'
import json, sys
clients = json.load(open(sys.argv[1]))
clients[0]["callbackURLs"].append("https://aoe.eva-00.network/oauth2/callback")
json.dump(clients, open(sys.argv[1], "w"), indent=1)
PY
