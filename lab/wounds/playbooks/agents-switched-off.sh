#!/bin/sh
# of: playbooks.agents
# red: playbooks.agents playbooks.unit
# kind: mind
# on: node
# says: switched the daemon's tasks off by a variable of the role
set -eu
cd "$LAB/services/playbooks/checkout/ansible/roles/agents"
echo "agents_daemon: false" >> defaults/main.yml
sed -i 's/include_tasks: daemon.yml/&\n  when: agents_daemon | bool/' tasks/main.yml
