#!/bin/sh
# of: playbooks.inventory
# red: 
# kind: near-miss
# on: node
# says: writes yes for true and a number in quotes
set -eu
sed -i 's/lxc_unprivileged: true/lxc_unprivileged: yes/; s/lxc_cores: 2/lxc_cores: "2"/' "$LAB/services/playbooks/checkout/ansible/inventory/group_vars/apps_pool.yml"
