#!/bin/sh
# of: identity.accounts
# red: identity.accounts identity.push-account
# kind: mind
# on: node
# says: disabled the sign-in of the claude account
set -eu
python3 - "$SERVICES/forgejo/accounts.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
next(a for a in rows if a["login"] == "claude")["prohibit_login"] = True
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
