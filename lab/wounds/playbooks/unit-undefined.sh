#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: the template uses a variable that nobody defines
set -eu
sed -i 's/agents_program/agents_binary/' "$LAB/services/playbooks/checkout/ansible/roles/agents/templates/claude-remote-control.service.j2"
