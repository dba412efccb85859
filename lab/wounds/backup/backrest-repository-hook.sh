#!/bin/sh
# of: backup.no-backrest
# red: backup.no-backrest
# stays: backup.no-backrest
# kind: mind
# on: node
# says: had a repository itself fetch the sign-in before each snapshot
set -eu
python3 - "$SERVICES/backrest/config.json" <<'PY'
import json, sys
config = json.load(open(sys.argv[1]))
command = {"command": "rsync -a /apps-pool/subvol-140-disk-0/home/agent/.claude /tank/keep"}
config["repos"][0]["hooks"] = [{"conditions": ["CONDITION_SNAPSHOT_START"], "actionCommand": command}]
config["modno"] += 1
json.dump(config, open(sys.argv[1], "w"), indent=2)
PY
