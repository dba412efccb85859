#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: mind
# on: node
# says: the names stand there, but nothing forbids them
set -eu
sed -i 's/Never set any of these/Set these as you like/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
