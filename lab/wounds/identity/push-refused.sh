#!/bin/sh
# of: identity.push-account
# red: identity.push-account
# kind: mind
# on: node
# says: revoked the bot's token
set -eu
python3 - "$SERVICES/forgejo/tokens.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows = [t for t in rows if t["user"] != "claude"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
