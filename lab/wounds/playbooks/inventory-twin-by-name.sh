#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory
# kind: mind
# on: node
# says: another host leads to agents, by its name
set -eu
sed -i 's/ansible_host: .*\.119$/ansible_host: agents.eva-00.network/' "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml"
