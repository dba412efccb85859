#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: mind
# on: node
# says: another host got the same address
set -eu
sed -i 's/\.119$/.140/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
