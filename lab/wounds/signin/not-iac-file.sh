#!/bin/sh
# of: signin.not-iac
# red: signin.not-iac
# kind: plain
# on: node
# says: auth.json was put into the playbooks
set -eu
mkdir -p "$LAB/services/playbooks/checkout/ansible/files"
printf '{"auth_mode": "chatgpt"}\n' > "$LAB/services/playbooks/checkout/ansible/files/auth.json"
