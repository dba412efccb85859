#!/bin/sh
# of: access.mosh
# red: access.mosh
# kind: mind
# on: node
# says: closed mosh in the overlay
# stays: access.mosh
set -eu
python3 - "$SERVICES/netbird/policies.json" <<'PYTHON'
import json, sys
rows = [row for row in json.load(open(sys.argv[1])) if row["name"] != "mosh"]
json.dump(rows, open(sys.argv[1], "w"))
PYTHON
