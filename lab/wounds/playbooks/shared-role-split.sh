#!/bin/sh
# of: playbooks.shared-role
# red: playbooks.shared-role
# kind: plain
# on: node
# says: dev got a role of tools of its own
set -eu
cp -r "$LAB/services/playbooks/checkout/ansible/roles/common_tools" "$LAB/services/playbooks/checkout/ansible/roles/dev_tools"
sed -i 's/role: common_tools/role: dev_tools/' "$LAB/services/playbooks/checkout/ansible/playbooks/dev.yml"
