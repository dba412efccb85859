#!/bin/sh
# of: playbooks.labels
# red: playbooks.labels
# kind: mind
# on: node
# says: runs the shipper's role only for those who ask for its tag
set -eu
sed -i 's/^    - role: alloy$/    - role: alloy\n      tags: [never, logs]/' "$LAB/services/playbooks/checkout/ansible/playbooks/agents.yml"
