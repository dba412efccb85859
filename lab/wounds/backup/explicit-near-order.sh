#!/bin/sh
# of: backup.explicit
# red: 
# kind: near-miss
# on: node
# says: wrote the same list in another order, without a slash
set -eu
jobs="$SERVICES/pve/jobs.json"
python3 - "$jobs" <<'PY'
import json, sys
jobs = json.load(open(sys.argv[1]))
own = next(job for job in jobs if job["id"] == "backup-agents")
own["exclude-path"] = [path.rstrip("/") for path in reversed(own["exclude-path"])]
json.dump(jobs, open(sys.argv[1], "w"), indent=1)
PY
