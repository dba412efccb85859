#!/bin/sh
# of: playbooks.shared-role
# red: playbooks.shared-role
# kind: mind
# on: node
# says: gives dev a list of packages of its own, with less on it
set -eu
echo "common_tools_packages: [git, curl]" >> "$LAB/services/playbooks/checkout/ansible/inventory/host_vars/dev.yml"
