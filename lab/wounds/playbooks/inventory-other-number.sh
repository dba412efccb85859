#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: plain
# on: node
# says: the inventory has another number than the container that runs
set -eu
sed -i 's/lxc_id: 140/lxc_id: 141/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
