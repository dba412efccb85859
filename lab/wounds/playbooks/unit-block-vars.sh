#!/bin/sh
# of: playbooks.unit
# red: playbooks.unit
# kind: mind
# on: node
# says: hands another user to the task that writes the unit
set -eu
sed -i '0,/^  notify:/s//  vars:\n    agents_user: root\n  notify:/' "$LAB/services/playbooks/checkout/ansible/roles/agents/tasks/daemon.yml"
