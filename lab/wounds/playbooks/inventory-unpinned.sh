#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory container.storage
# kind: mind
# on: node
# says: the storage is no longer pinned
set -eu
python3 - <<PY
import os, re
p = os.environ["LAB"] + "/services/playbooks/checkout/ansible/inventory/hosts.yml"
t = open(p).read()
open(p, "w").write(t.replace("          lxc_id: 140\n          lxc_storage: apps-pool\n", "          lxc_id: 140\n", 1))
PY
