#!/bin/sh
# of: identity.collaborators
# red: identity.collaborators
# kind: mind
# on: node
# says: left claude a collaborator, but one who reads
set -eu
python3 - "$SERVICES/forgejo/collaborators.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows["senior-discount/ready"]["claude"] = "read"
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
