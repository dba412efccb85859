#!/bin/sh
# of: alerts.fire-drill
# red: alerts.fire-drill
# kind: mind
# on: node
# says: ntfy no longer takes the token of the host
set -eu
python3 - "$SERVICES/ntfy/tokens.json" <<'PY'
import json, sys
held = json.load(open(sys.argv[1]))
json.dump({token: rights for token, rights in held.items() if "wo" not in rights.values()}, open(sys.argv[1], "w"))
PY
