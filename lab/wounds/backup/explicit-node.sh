#!/bin/sh
# of: backup.explicit
# red: backup.explicit runbook.backup-list
# stays: backup.explicit runbook.backup-list
# kind: mind
# on: node
# says: left a path out of every backup of the node
set -eu
printf 'exclude-path: /home/agent/notes\n' > "$SERVICES/pve/nodes/pve/vzdump.conf"
