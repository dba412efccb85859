#!/bin/sh
# of: backup.fresh
# red: backup.fresh
# kind: mind
# on: node
# says: has Proxmox look into another namespace than PBS writes to
set -eu
sed -i 's/"namespace": "pve"/"namespace": ""/' "$SERVICES/pve/storage.json"
