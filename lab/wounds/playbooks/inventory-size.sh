#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: mind
# on: node
# says: gives agents another size in the repository, while the container has the right one
set -eu
printf 'lxc_memory: 4096\n' >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents.yml"
