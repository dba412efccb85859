#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: mind
# on: node
# says: would make the container a privileged one the next time
set -eu
sed -i 's/lxc_unprivileged: true/lxc_unprivileged: false/' "$LAB/services/playbooks/checkout/ansible/inventory/group_vars/apps_pool.yml"
