#!/bin/sh
# of: backup.job
# red: backup.job backup.explicit runbook.backup-list
# stays: backup.explicit runbook.backup-list
# kind: mind
# on: node
# says: dropped the container's own job and left it out of the blanket one
set -eu
jobs="$SERVICES/pve/jobs.json"
python3 - "$jobs" <<'PY'
import json, sys
jobs = json.load(open(sys.argv[1]))
own = next(job for job in jobs if job["id"] == "backup-agents")
jobs.remove(own)
json.dump(jobs, open(sys.argv[1], "w"), indent=1)
PY
