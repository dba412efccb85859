#!/bin/sh
# of: identity.collaborators
# red:
# kind: near-miss
# on: node
# says: gave claude its right through a team instead
set -eu
python3 - "$SERVICES/forgejo/collaborators.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
del rows["senior-discount/ready"]["claude"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
python3 - "$SERVICES/forgejo/teams.json" <<'PYTHON'
import json, sys
rows = json.load(open(sys.argv[1]))
rows["senior-discount/ready"]["claude"] = "write"
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
