#!/bin/sh
# of: identity.collaborators
# red: identity.collaborators
# kind: plain
# on: node
# says: removed codex from the repository's collaborators
set -eu
python3 - "$SERVICES/forgejo/collaborators.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
del rows["senior-discount/ready"]["codex"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
