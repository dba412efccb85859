#!/bin/sh
# of: playbooks.inventory
# red: playbooks.inventory playbooks.agents playbooks.shared-role playbooks.unit playbooks.labels environment.playbooks container.storage
# kind: mind
# on: node
# says: the inventory was renamed, and Ansible answers with an empty one
set -eu
mv "$LAB/services/playbooks/checkout/ansible/inventory/hosts.yml" "$LAB/services/playbooks/checkout/ansible/inventory/all-hosts.yml"
