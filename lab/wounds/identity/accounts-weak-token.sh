#!/bin/sh
# of: identity.accounts
# red: identity.accounts identity.collaborators identity.author
# kind: mind
# on: node
# says: took the auditor's admin flag, so that flags are hidden from it
# stays: identity.author
set -eu
python3 - "$SERVICES/forgejo/accounts.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
next(a for a in rows if a["login"] == "adr023")["is_admin"] = False
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
