#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: mind
# on: node
# says: the warning of one variable was cut
set -eu
sed -i '/DISABLE_TELEMETRY/d' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
