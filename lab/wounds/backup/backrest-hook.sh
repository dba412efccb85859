#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# kind: mind
# on: node
# says: had a hook fetch the sign-in before each snapshot
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
config["plans"][0]["hooks"] = [{"conditions": ["CONDITION_SNAPSHOT_START"], "actionCommand": {"command": "rsync -a agents:/home/agent/.claude/ /srv/forgejo/agents/"}}]
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
