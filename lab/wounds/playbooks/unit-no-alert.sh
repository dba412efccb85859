#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: plain
# on: node
# says: the template lost its alert
set -eu
sed -i '/^OnFailure=/d' "$LAB/services/playbooks/checkout/ansible/roles/agents/templates/claude-remote-control.service.j2"
