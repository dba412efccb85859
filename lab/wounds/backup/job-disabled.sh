#!/bin/sh
# of: backup.job
# red: backup.job backup.explicit runbook.backup-list
# kind: mind
# on: node
# says: switched the job off
set -eu
jobs="$SERVICES/pve/jobs.json"
python3 - "$jobs" <<'PY'
import json, sys
jobs = json.load(open(sys.argv[1]))
own = next(job for job in jobs if job["id"] == "backup-agents")
own["enabled"] = 0
json.dump(jobs, open(sys.argv[1], "w"), indent=1)
PY
