#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# stays: backup.no-backrest
# kind: mind
# on: node
# says: had restic read its paths from a list
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"][0]["backup_flags"] = ["--files-from /etc/backrest/agents.list"]
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
