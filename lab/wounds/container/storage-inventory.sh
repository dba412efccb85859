#!/bin/sh
# of: container.storage
# red: container.storage playbooks.inventory
# kind: mind
# on: node
# says: pinned another storage in the inventory
set -eu
file=$(ls "$SERVICES"/playbooks/checkout/ansible/inventory/hosts.yml)
sed -i '/agents:/,$ s/lxc_storage: apps-pool/lxc_storage: local-zfs/' "$file"
