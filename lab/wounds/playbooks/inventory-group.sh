#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: mind
# on: node
# says: agents was moved to a group of another name
set -eu
sed -i 's/^    apps_pool:/    app_pool:/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
