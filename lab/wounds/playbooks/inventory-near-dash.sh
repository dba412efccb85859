#!/bin/sh
# of: playbooks.inventory
# red:
# kind: near-miss
# on: node
# says: the group is written with a dash
set -eu
sed -i 's/^    apps_pool:/    apps-pool:/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
mv "$LAB/services/playbooks/checkout/ansible/inventory/group_vars/apps_pool.yml" "$LAB/services/playbooks/checkout/ansible/inventory/group_vars/apps-pool.yml"
