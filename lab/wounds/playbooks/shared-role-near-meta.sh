#!/bin/sh
# of: playbooks.shared-role
# red:
# kind: near-miss
# on: node
# says: dev uses the role as a dependency
set -eu
mkdir -p "$LAB/services/playbooks/checkout/ansible/roles/dev/meta"
printf -- "---\ndependencies:\n  - role: common_tools\n" > "$LAB/services/playbooks/checkout/ansible/roles/dev/meta/main.yml"
sed -i '/role: common_tools/d' "$LAB/services/playbooks/checkout/ansible/playbooks/dev.yml"
