#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit environment.playbooks
# kind: mind
# on: node
# says: the template sets a trap variable
set -eu
sed -i 's/^Environment=TERM=dumb.*/&\nEnvironment=DISABLE_TELEMETRY=1/' "$LAB/services/playbooks/checkout/ansible/roles/agents/templates/claude-remote-control.service.j2"
