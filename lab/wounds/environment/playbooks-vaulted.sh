#!/bin/sh
# of: environment.playbooks
# red: environment.playbooks container.storage playbooks.agents playbooks.inventory playbooks.labels playbooks.shared-role playbooks.unit
# kind: mind
# on: node
# says: the variables of the host are vaulted as a whole
set -eu
mkdir -p "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents"
printf '$ANSIBLE_VAULT;1.1;AES256\n6162\n' > "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/agents/secrets.yml"
