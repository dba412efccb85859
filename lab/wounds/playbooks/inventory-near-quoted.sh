#!/bin/sh
# of: playbooks.inventory
# red:
# kind: near-miss
# on: node
# says: wrote the number in quotes
set -eu
sed -i 's/lxc_id: 140/lxc_id: "140"/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
