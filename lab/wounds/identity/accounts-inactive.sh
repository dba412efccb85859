#!/bin/sh
# of: identity.accounts
# red: identity.accounts identity.push-account
# kind: plain
# on: node
# says: deactivated the codex account
set -eu
python3 - "$SERVICES/forgejo/accounts.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
next(a for a in rows if a["login"] == "codex")["active"] = False
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
