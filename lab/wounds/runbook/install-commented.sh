#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: mind
# on: node
# says: the warning of the key is commented out
set -eu
sed -i 's/^> - `ANTHROPIC_API_KEY`.*/> <!-- - `ANTHROPIC_API_KEY` stops Remote Control. -->/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
