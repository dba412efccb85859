#!/bin/sh
# of: identity.accounts
# red: identity.accounts identity.collaborators identity.push-account identity.author
# kind: mind
# on: node
# says: deleted the codex account
# stays: identity.author
set -eu
python3 - "$SERVICES/forgejo/accounts.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows = [a for a in rows if a["login"] != "codex"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
