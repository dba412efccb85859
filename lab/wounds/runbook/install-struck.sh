#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: mind
# on: node
# says: the warning of one variable is struck through
set -eu
sed -i 's/^> - \(.*DISABLE_TELEMETRY.*\)$/> - ~~\1~~/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
