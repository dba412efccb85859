#!/bin/sh
# of: container.exists
# red: backup.job backup.fresh backup.explicit container.exists container.unprivileged container.hostname container.own-volumes container.size container.storage container.caches-apart container.starts-at-boot container.no-pending docker.nesting docker.constraints-recorded docker.no-host-socket environment.manager isolation.no-shared-mounts isolation.dev-side playbooks.inventory runbook.backup-list
# stays: backup.job backup.explicit container.hostname container.size container.starts-at-boot container.no-pending docker.constraints-recorded environment.manager playbooks.inventory runbook.backup-list
# kind: mind
# on: node
# says: took the token's rights away
set -eu
python3 - "$SERVICES/pve/access.json" <<'PY'
import json, sys
access = json.load(open(sys.argv[1]))
token = "audit@pve!adr023"
access["acl"] = [entry for entry in access["acl"] if entry["ugid"] != token]
json.dump(access, open(sys.argv[1], "w"), indent=1)
PY
