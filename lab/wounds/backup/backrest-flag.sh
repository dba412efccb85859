#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: passed the directory as a flag
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"][0]["backup_flags"] = ["--one-file-system", "/home/agent/.claude"]
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
