#!/bin/sh
# of: isolation.not-exported
# red: isolation.not-exported
# kind: mind
# on: agents
# says: the home is exported by NFS
set -eu
echo '/home/agent 192.0.2.0/24(rw,no_subtree_check)' > /etc/exports
