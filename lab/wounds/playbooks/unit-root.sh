#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: the template runs the daemon as root
set -eu
sed -i '/^User=/d' "$LAB/services/playbooks/checkout/ansible/roles/agents/templates/claude-remote-control.service.j2"
